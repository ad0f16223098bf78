// The contents list says where one is: the last part whose beginning has gone past.
const ways = new Map();
for (const link of document.querySelectorAll(".toc a")) {
  const part = document.querySelector(link.hash);
  if (part) ways.set(part, link);
}

const seen = new IntersectionObserver(() => {
  const edge = innerHeight / 3;
  const past = [...ways.keys()].filter((part) => part.getBoundingClientRect().top < edge);
  for (const [part, link] of ways) {
    if (part === past[past.length - 1]) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}, { rootMargin: "0px 0px -66%" });
for (const part of ways.keys()) seen.observe(part);

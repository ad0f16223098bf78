// npm's oidc-provider as a hospital's sign-in service; whoever asks is whom login_hint names.
// node provider.mjs PORT ISSUER CLIENT.json
import { readFileSync } from "node:fs";
import Provider from "oidc-provider";

const [port, issuer, file] = process.argv.slice(2);
const { client, jwks, people } = JSON.parse(readFileSync(file));
const provider = new Provider(issuer, {
  clients: [client],
  jwks,
  acrValues: ["two-factors"],
  claims: { openid: ["sub", "acr", "amr"], email: ["email", "email_verified"], profile: ["name", "groups"] },
  cookies: { keys: ["of the tests"] },
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
  pkce: { required: () => true },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_ctx, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
});
provider.proxy = true;
provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith("/interaction/")) return next();
  const { params } = await provider.interactionDetails(ctx.req, ctx.res);
  const who = params.login_hint;
  const said = people[who].factor ? { amr: ["pwd", "mfa"], acr: "two-factors" } : { amr: ["pwd"] };
  await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: who, ...said } });
  ctx.respond = false;
});
provider.listen(Number(port), "127.0.0.1");

#!/bin/sh
# A copy of this machine in namespaces of its own, with systemd: what is written there is
# gone with it. FOLDER is an empty one. (Started by tests/services/machine.py.)
set -eu
folder=$1
if [ "${2:-}" != inside ]; then
    mount --make-rprivate /
    mount -t tmpfs -o mode=0755 machine "$folder"
    mkdir "$folder/upper" "$folder/work" "$folder/root" "$folder/groups"
    # A group of processes of its own, so that nothing is left in the machine's.
    mount -t cgroup2 none "$folder/groups"
    mkdir "$folder/groups/$(basename "$folder")"
    echo $$ > "$folder/groups/$(basename "$folder")/cgroup.procs"
    exec unshare --mount --pid --fork --net --uts --ipc --cgroup "$0" "$folder" inside
fi
root=$folder/root
mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/upper,workdir=$folder/work" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs sys "$root/sys"
mount -t cgroup2 none "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=0755 dev "$root/dev"
for name in null zero full random urandom tty; do
    : > "$root/dev/$name"
    mount --bind "/dev/$name" "$root/dev/$name"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmp "$root/tmp"
mount -t tmpfs -o mode=0755 run "$root/run"
ip link set lo up
: > "$root/etc/machine-id"
# Nothing that stands here starts by itself, and nothing is fetched.
rm -rf "$root"/etc/systemd/system/*.wants "$root"/etc/apt/sources.list "$root"/etc/apt/sources.list.d
rm -rf "$root/var/lib/redis"/*
exec env -i container=portal PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    chroot "$root" /lib/systemd/systemd --system --unit=multi-user.target --log-level=warning --log-target=null

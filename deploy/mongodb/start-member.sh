#!/bin/sh
# Starts a member of the replica set with the key by which members know each other, as the image does without one.
set -eu

key=/tmp/replica-set-key
rm -f "$key"
(umask 377 && printf %s "$REPLICA_SET_KEY" >"$key")
chown mongodb:mongodb "$key"
unset REPLICA_SET_KEY

exec docker-entrypoint.sh mongod --replSet rs0 --keyFile "$key" --bind_ip_all

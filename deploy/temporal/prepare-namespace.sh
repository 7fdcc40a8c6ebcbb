#!/bin/sh
# Makes the namespace and the search attributes that every case sets; what is there stays as it is. Address and
# namespace come from TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE, which the command line reads itself.
set -eu

# How long the history of a closed case can be looked at in the Web UI. The record of it is in MongoDB.
retention=90d

temporal operator namespace describe >/dev/null 2>&1 ||
  temporal operator namespace create --retention "$retention" --namespace "$TEMPORAL_NAMESPACE"

# A new namespace is not known to every part of the server at once.
tries=30
until known=$(temporal operator search-attribute list 2>/dev/null); do
  tries=$((tries - 1))
  [ "$tries" -gt 0 ] || { echo "namespace $TEMPORAL_NAMESPACE does not answer" >&2; exit 1; }
  sleep 2
done

attribute() {
  echo "$known" | grep -qw "$1" || temporal operator search-attribute create --name "$1" --type "$2"
}

attribute RecoveryCase Keyword
attribute RecoveryTenant Keyword
attribute RecoveryStage Keyword
attribute RecoverySeverity Keyword
attribute RecoveryOwner Keyword
attribute RecoverySlaState Keyword
attribute RecoveryWaitingFor Keyword
attribute RecoveryDueAt Datetime

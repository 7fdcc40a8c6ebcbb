#!/bin/sh
# Creates the two databases of a Temporal server and brings their schema up to date. Repeating it is harmless.
# Run it before a server of a newer version starts; SQL_PASSWORD is read by the tool itself.
set -eu

schema=/etc/temporal/schema/postgresql/v12

bring_up() {
  tool="temporal-sql-tool --plugin $DB --endpoint $POSTGRES_SEEDS --port $DB_PORT --user $POSTGRES_USER --database $1"
  $tool create-database
  $tool setup-schema -v 0.0
  $tool update-schema -d "$schema/$2/versioned"
}

bring_up temporal temporal
bring_up temporal_visibility visibility

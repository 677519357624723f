#!/bin/bash
# Runs once, when the database is new: the portal's role owns its database and is no superuser.
set -euo pipefail
psql --username postgres --dbname postgres --set ON_ERROR_STOP=1 --set password="$PORTAL_DATABASE_PASSWORD" <<'SQL'
CREATE ROLE portal LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE portal OWNER portal;
\connect portal
REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER SCHEMA public OWNER TO portal;
SQL

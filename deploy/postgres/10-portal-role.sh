#!/bin/bash
# Runs once, when the database is new. The role portal owns the database and migrates it; the running portal connects as
# portal_app, which owns nothing and is granted by migrating what it may do. Neither is a superuser.
set -euo pipefail
psql --username postgres --dbname postgres --set ON_ERROR_STOP=1 \
    --set owner_password="$PORTAL_OWNER_PASSWORD" --set app_password="$PORTAL_DATABASE_PASSWORD" <<'SQL'
CREATE ROLE portal LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'owner_password';
CREATE ROLE portal_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'app_password';
CREATE DATABASE portal OWNER portal;
\connect portal
REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER SCHEMA public OWNER TO portal;
SQL

-- A login for the server that can read the table of extensions and nothing else. LISTEN needs no right of its own.
-- Run as a superuser in the database of the table:  psql -d <DB_NAME> -f role.sql
-- It has no password yet; give it one that is written down nowhere but in .env:  psql -d <DB_NAME> -c '\password ramal'
-- Another name than ramal: replace it throughout.

-- A login of this name that exists already keeps what it is, and is given the rights below.

DO $do$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'ramal') THEN
        CREATE ROLE ramal LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
        ALTER ROLE ramal SET default_transaction_read_only = on;
    END IF;
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO ramal', current_database());
END
$do$;

GRANT USAGE ON SCHEMA public TO ramal;
GRANT SELECT ON public.extension_ia TO ramal;

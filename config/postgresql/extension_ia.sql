-- The table of extensions, for a new installation. An existing one stays as it is: the server never changes it.
-- PostgreSQL 12 or later. Run as the owner of the database:  psql -d <DB_NAME> -f extension_ia.sql

CREATE TABLE IF NOT EXISTS public.extension_ia (
    extension_ia_id          INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    extension_ia_number      CHAR(50) NOT NULL,  -- AI extension: visitors talk to the AI here
    extension_ia_return      CHAR(50) NOT NULL,  -- return extension: the resident's leg comes in here
    extension_ia_ip          CHAR(50) NOT NULL,  -- address to bind; 0.0.0.0 = all
    extension_ia_number_port CHAR(50) NOT NULL,  -- TCP port of the AI extension
    condominium_id           INTEGER  NOT NULL,
    extension_ia_return_port CHAR(50)            -- TCP port of the return extension; NULL = no return leg
);

-- Tells listeners about each changed row, so that the server has it within a second.
-- Run as the owner of the table, as often as you like:  psql -d <DB_NAME> -f notify.sql

BEGIN;

CREATE OR REPLACE FUNCTION public.notify_extension_ia() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog
AS $function$
DECLARE
    changed public.extension_ia%ROWTYPE;
    payload text;
BEGIN
    IF TG_OP = 'DELETE' THEN
        changed := OLD;
    ELSE
        changed := NEW;
    END IF;
    payload := json_build_object('action', TG_OP, 'data', row_to_json(changed))::text;
    -- a payload of 8000 bytes or more would make the change itself fail; who listens reads the table anyway
    IF octet_length(payload) > 7999 THEN
        payload := json_build_object('action', TG_OP, 'data',
                json_build_object('extension_ia_id', changed.extension_ia_id))::text;
    END IF;
    PERFORM pg_notify('change_record_extension_ia', payload);
    RETURN NULL;
END
$function$;

DROP TRIGGER IF EXISTS notify_extension_ia ON public.extension_ia;
CREATE TRIGGER notify_extension_ia
    AFTER INSERT OR UPDATE OR DELETE ON public.extension_ia
    FOR EACH ROW EXECUTE FUNCTION public.notify_extension_ia();

COMMIT;

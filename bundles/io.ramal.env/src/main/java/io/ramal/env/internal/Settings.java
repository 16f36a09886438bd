package io.ramal.env.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checked values by configuration and key, as the variables ask for them.
 *
 * @param values what each variable was converted to; a bad value leaves the one before
 * @param keyStoreVersion changes with the content of the key store, empty without one
 * @param errors variables that could not be used, for people
 */
record Settings(Map<Variable, String> values, String keyStoreVersion, List<String> errors) {
    static final Settings NONE = new Settings(Map.of(), "", List.of());

    /** Variables that say what the web server serves with. */
    static final Set<Variable> KEYS = Set.of(Variable.API_TLS_KEYSTORE, Variable.API_TLS_PASSWORD);

    /** Variables that say where it listens. */
    static final Set<Variable> PLACES = Set.of(Variable.API_PORT, Variable.API_ADDRESS, Variable.API_TLS_PORT);

    /** The web server has no such setting: it only makes it open a renewed key store. */
    private static final String VERSION_KEY = "ramal.keystore.version";

    /** No values: some are secret. */
    @Override
    public String toString() {
        return "settings of " + values.keySet();
    }

    /** Reads the variables; empty means not set. */
    Settings next(Map<String, String> variables) {
        Map<Variable, String> next = new EnumMap<>(Variable.class);
        List<String> found = new ArrayList<>();
        for (Variable variable : Variable.values()) {
            String text = variables.getOrDefault(variable.name(), "");
            if (text.isBlank()) {
                continue;
            }
            try {
                next.put(variable, variable.convert(text));
            } catch (IllegalArgumentException e) {
                String before = values.get(variable);
                if (before != null) {
                    next.put(variable, before);
                }
                found.add(e.getMessage() + (before == null ? "; the default stays" : "; the value before stays"));
            }
        }
        Settings checked = withKeyStore(new Settings(Map.copyOf(next), "", List.copyOf(found)));
        List<String> errors = new ArrayList<>(checked.errors);
        Part.all().stream()
                .flatMap(p -> p.complaint(checked.values.keySet()).stream())
                .distinct()
                .forEach(errors::add);
        return new Settings(checked.values, checked.keyStoreVersion, List.copyOf(errors));
    }

    /** These settings with some variables as they were before. */
    Settings keeping(Settings before, Set<Variable> variables) {
        Map<Variable, String> kept = new EnumMap<>(Variable.class);
        kept.putAll(values);
        kept.keySet().removeAll(variables);
        variables.stream().filter(before.values::containsKey).forEach(v -> kept.put(v, before.values.get(v)));
        String version = variables.contains(Variable.API_TLS_KEYSTORE) ? before.keyStoreVersion : keyStoreVersion;
        return new Settings(Map.copyOf(kept), version, errors);
    }

    /** These settings with one more error. */
    Settings with(String error) {
        List<String> all = new ArrayList<>(errors);
        all.add(error);
        return new Settings(values, keyStoreVersion, List.copyOf(all));
    }

    private Settings withKeyStore(Settings next) {
        String file = next.values.get(Variable.API_TLS_KEYSTORE);
        String password = next.values.get(Variable.API_TLS_PASSWORD);
        if (file == null || password == null) {
            return next;
        }
        // before it is opened: what is written meanwhile has another version and is looked at again
        String version = KeyStoreCheck.version(file);
        Optional<String> fault = KeyStoreCheck.fault(file, password);
        if (fault.isEmpty()) {
            return new Settings(next.values, version, next.errors);
        }
        Settings kept = next.keeping(this, KEYS);
        if (file.equals(values.get(Variable.API_TLS_KEYSTORE))) {
            // whatever else made the web server start anew would make it open the very file that is broken
            kept = kept.keeping(this, PLACES);
        }
        return kept.with("API_TLS_KEYSTORE=" + file + ": it cannot be used with API_TLS_PASSWORD: " + fault.get()
                + "; HTTPS stays as it was");
    }

    /** Keys and values of one configuration, placeholders for secrets; empty when the variables ask for none. */
    Map<String, Object> of(String pid, Secrets secrets) {
        List<Part> complete =
                Part.of(pid).filter(p -> p.complete(values.keySet())).toList();
        if (Part.optional(pid) && complete.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> result = new HashMap<>();
        complete.forEach(p -> result.putAll(p.constants()));
        if (pid.equals(Pids.WEB) && !complete.isEmpty()) {
            result.put(VERSION_KEY, keyStoreVersion);
        }
        values.forEach((variable, value) -> variable.targets().stream()
                .filter(t -> t.pid().equals(pid) && !(t.withPart() && complete.isEmpty()))
                .forEach(t -> result.put(t.key(), variable.secret() ? secrets.placeholder(variable, value) : value)));
        return result;
    }
}

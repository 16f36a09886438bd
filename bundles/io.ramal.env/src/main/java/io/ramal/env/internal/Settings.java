package io.ramal.env.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checked values by configuration and key, as the variables ask for them.
 *
 * @param values what each variable was converted to; a bad value leaves the one before
 * @param errors variables that could not be used, for people
 */
record Settings(Map<Variable, String> values, List<String> errors) {
    static final Settings NONE = new Settings(Map.of(), List.of());

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
        checkKeyStore(next, found);
        Part.all().stream()
                .flatMap(p -> p.complaint(next.keySet()).stream())
                .distinct()
                .forEach(found::add);
        return new Settings(Map.copyOf(next), List.copyOf(found));
    }

    private void checkKeyStore(Map<Variable, String> next, List<String> found) {
        String file = next.get(Variable.API_TLS_KEYSTORE);
        String password = next.get(Variable.API_TLS_PASSWORD);
        if (file == null || password == null) {
            return;
        }
        KeyStoreCheck.fault(file, password).ifPresent(fault -> {
            for (Variable v : List.of(Variable.API_TLS_KEYSTORE, Variable.API_TLS_PASSWORD)) {
                String before = values.get(v);
                if (before == null) {
                    next.remove(v);
                } else {
                    next.put(v, before);
                }
            }
            found.add("API_TLS_KEYSTORE=" + file + ": it cannot be used with API_TLS_PASSWORD: " + fault
                    + "; HTTPS stays as it was");
        });
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
        values.forEach((variable, value) -> variable.targets().stream()
                .filter(t -> t.pid().equals(pid))
                .forEach(t -> result.put(t.key(), variable.secret() ? secrets.placeholder(variable, value) : value)));
        return result;
    }
}

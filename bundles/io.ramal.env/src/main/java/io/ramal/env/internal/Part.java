package io.ramal.env.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A configuration, or a part of one, that is there only while its variables are set, and what it holds besides their
 * values.
 *
 * @param pid the configuration
 * @param switchedBy the variable that asks for it
 * @param needed what must be set as well; without it there is an error and the part is left out
 * @param whole whether the configuration exists only with this part, otherwise only the constants hang on it
 * @param constants keys that no variable sets; a variable with the same key wins
 */
record Part(String pid, Variable switchedBy, List<Variable> needed, boolean whole, Map<String, String> constants) {
    private static final List<Part> ALL = List.of(
            new Part("io.ramal.ai.messages", Variable.AI_API_URL, List.of(), true, Map.of()),
            new Part(Pids.OPENAI, Variable.AI_OPENAI_URL, List.of(Variable.AI_OPENAI_MODEL), true, Map.of()),
            new Part(Pids.AMI, Variable.AMI_HOST, List.of(Variable.AMI_USER, Variable.AMI_PASSWORD), true, Map.of()),
            new Part(
                    Pids.AMQP,
                    Variable.AMQP_HOST,
                    List.of(Variable.AMQP_USER, Variable.AMQP_PASSWORD, Variable.AMQP_LICENSE),
                    true,
                    Map.of()),
            // either asks for it, so that the one that is missing is named
            new Part(Pids.AZURE, Variable.AZURE_SPEECH_KEY, List.of(Variable.AZURE_SPEECH_REGION), true, Map.of()),
            new Part(Pids.AZURE, Variable.AZURE_SPEECH_REGION, List.of(Variable.AZURE_SPEECH_KEY), true, Map.of()),
            new Part(Pids.OPENAI_SPEECH, Variable.SPEECH_OPENAI_URL, List.of(), true, Map.of()),
            database(Pids.TABLE, "ramal", pool()),
            database(Pids.NEWS, "ramal-listen", Map.of()),
            new Part(
                    Pids.WEB,
                    Variable.API_TLS_KEYSTORE,
                    List.of(Variable.API_TLS_PASSWORD),
                    false,
                    Map.of(
                            "org.osgi.service.http.secure.enabled",
                            "true",
                            "org.osgi.service.http.port.secure",
                            "8443",
                            // the JDK reads both formats of key stores under this name
                            "org.ops4j.pax.web.ssl.keystore.type",
                            "PKCS12",
                            "org.ops4j.pax.web.ssl.protocols.included",
                            "TLSv1.2,TLSv1.3")),
            new Part(
                    Pids.EXTENSIONS,
                    Variable.API_TLS_KEYSTORE,
                    List.of(Variable.API_TLS_PASSWORD),
                    false,
                    Map.of("api.tls.port", "8443")));

    static List<Part> all() {
        return ALL;
    }

    static Stream<Part> of(String pid) {
        return ALL.stream().filter(p -> p.pid.equals(pid));
    }

    /** Whether a configuration exists only with a part. */
    static boolean optional(String pid) {
        return of(pid).anyMatch(Part::whole);
    }

    boolean complete(Set<Variable> set) {
        return set.contains(switchedBy) && set.containsAll(needed);
    }

    /** What is missing of a part that is asked for. */
    Optional<String> complaint(Set<Variable> set) {
        if (!set.contains(switchedBy) || complete(set)) {
            return Optional.empty();
        }
        return Optional.of(switchedBy + " is set, but not "
                + String.join(
                        " and ",
                        needed.stream()
                                .filter(v -> !set.contains(v))
                                .map(Variable::name)
                                .toList())
                + ": it has no effect until it is");
    }

    /**
     * A data source of Pax JDBC. Keys without a dot are properties of the PostgreSQL driver; its time-outs are in seconds
     * and bound every wait for a server that hangs.
     */
    private static Part database(String pid, String name, Map<String, String> more) {
        Map<String, String> constants = new HashMap<>(Map.of(
                "osgi.jdbc.driver.name",
                "PostgreSQL JDBC Driver",
                "dataSourceName",
                name,
                "ApplicationName",
                name,
                "connectTimeout",
                "5",
                "socketTimeout",
                "15",
                "tcpKeepAlive",
                "true",
                // the table is the operator's: this server never writes it, whatever its role may do
                "readOnly",
                "true",
                "readOnlyMode",
                "always"));
        constants.putAll(more);
        return new Part(
                pid, Variable.DB_HOST, List.of(Variable.DB_NAME, Variable.DB_USER), true, Map.copyOf(constants));
    }

    /** Of HikariCP, milliseconds; without the first key there would be no data source while the database is down. */
    private static Map<String, String> pool() {
        return Map.of(
                "pool",
                "hikari",
                "hikari.initializationFailTimeout",
                "-1",
                "hikari.poolName",
                "ramal",
                "hikari.connectionTimeout",
                "5000",
                "hikari.validationTimeout",
                "3000",
                "hikari.maximumPoolSize",
                "2",
                "hikari.minimumIdle",
                "0",
                "hikari.readOnly",
                "true");
    }
}

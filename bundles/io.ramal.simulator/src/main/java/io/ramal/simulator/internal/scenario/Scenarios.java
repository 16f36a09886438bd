package io.ramal.simulator.internal.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The scenarios that ship with the server, and those in files. */
public final class Scenarios {
    /** Lets the simulator choose by what the server can do. */
    public static final String AUTO = "auto";

    /** Names of the shipped scenarios. */
    public static final List<String> SHIPPED = List.of(
            "entrega-autorizada",
            "visita-recusada",
            "sem-resposta",
            "ocupado",
            "morador-desliga",
            "visitante-desiste",
            "indeciso",
            "silencio-morador",
            "apartamento-errado",
            "desligar",
            "silencio",
            "interromper",
            "delivery-authorised");

    private static final String SUFFIX = ".scenario";

    private Scenarios() {}

    /** The shipped scenario of a whole visit that ends well. */
    public static String automatic(Locale language) {
        return language.getLanguage().equals("en") ? "delivery-authorised" : "entrega-autorizada";
    }

    /**
     * Loads a scenario.
     *
     * @param nameOrPath a shipped name or a file
     * @throws IOException naming the scenario or file, and the line
     */
    public static Scenario load(String nameOrPath, Variables variables) throws IOException {
        if (SHIPPED.contains(nameOrPath)) {
            return ScenarioParser.parse(nameOrPath + SUFFIX, Path.of(""), shipped(nameOrPath), variables);
        }
        Path path = Path.of(nameOrPath).toAbsolutePath();
        if (!Files.isReadable(path)) {
            throw new IOException("no scenario \"" + nameOrPath + "\": give a readable file or one of "
                    + String.join(", ", SHIPPED) + ", " + AUTO);
        }
        Path folder = path.getParent();
        return ScenarioParser.parse(
                String.valueOf(path.getFileName()), folder == null ? path : folder, Files.readString(path), variables);
    }

    /** What a shipped scenario is about: its first line, a comment. */
    public static String about(String name) throws IOException {
        return name.equals(AUTO)
                ? "a whole visit that ends well, in the language asked for"
                : shipped(name).lines().findFirst().orElse("").replaceFirst("^#\\s*", "");
    }

    private static String shipped(String name) throws IOException {
        try (InputStream in = Scenarios.class.getResourceAsStream("/scenarios/" + name + SUFFIX)) {
            if (in == null) {
                throw new IOException("scenario " + name + " is missing from the bundle");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

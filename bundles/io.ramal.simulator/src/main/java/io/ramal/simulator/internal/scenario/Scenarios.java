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
            "visita", "visita-teclado", "entrega", "desligar", "silencio", "interromper", "delivery", "visit-keypad");

    private static final String SUFFIX = ".scenario";

    private Scenarios() {}

    /** The shipped scenario of a whole visit. */
    public static String automatic(Locale language, boolean speech) {
        if (language.getLanguage().equals("en")) {
            return speech ? "delivery" : "visit-keypad";
        }
        return speech ? "visita" : "visita-teclado";
    }

    /**
     * Loads a scenario.
     *
     * @param nameOrPath a shipped name or a file
     * @throws IOException naming the scenario or file, and the line
     */
    public static Scenario load(String nameOrPath) throws IOException {
        if (SHIPPED.contains(nameOrPath)) {
            String file = nameOrPath + SUFFIX;
            try (InputStream in = Scenarios.class.getResourceAsStream("/scenarios/" + file)) {
                if (in == null) {
                    throw new IOException("scenario " + nameOrPath + " is missing from the bundle");
                }
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                return ScenarioParser.parse(file, Path.of(""), text);
            }
        }
        Path path = Path.of(nameOrPath).toAbsolutePath();
        if (!Files.isReadable(path)) {
            throw new IOException("no scenario \"" + nameOrPath + "\": give a readable file or one of "
                    + String.join(", ", SHIPPED) + ", " + AUTO);
        }
        Path folder = path.getParent();
        return ScenarioParser.parse(
                String.valueOf(path.getFileName()), folder == null ? path : folder, Files.readString(path));
    }
}

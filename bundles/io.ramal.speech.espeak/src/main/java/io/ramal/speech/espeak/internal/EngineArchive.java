package io.ramal.speech.espeak.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * The engine as this bundle carries it: {@code engine/engine.zip} with the helper's classes, the libraries per platform
 * and eSpeak NG's data. The build packs it.
 *
 * @param version eSpeak NG's
 * @param sha256 of the archive, in hex
 */
record EngineArchive(String version, String sha256) {
    private static final String ZIP = "/engine/engine.zip";
    private static final String PROPERTIES = "/engine/engine.properties";

    /**
     * The one in this bundle.
     *
     * @throws IOException when the bundle was built without it
     */
    static EngineArchive onBoard() throws IOException {
        Properties p = new Properties();
        try (InputStream in = resource(PROPERTIES)) {
            p.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        String version = p.getProperty("espeak.version", "");
        String sha256 = p.getProperty("sha256", "");
        if (version.isEmpty() || sha256.length() != 64) {
            throw new IOException(PROPERTIES + " of the bundle is damaged");
        }
        return new EngineArchive(version, sha256);
    }

    InputStream open() throws IOException {
        return resource(ZIP);
    }

    /** A folder's name that no other content has. */
    String folderName() {
        return version + "-" + sha256.substring(0, 12);
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = EngineArchive.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException("the bundle lacks " + name);
        }
        return in;
    }
}

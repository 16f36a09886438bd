package io.ramal.helper;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * The engine as its bundle carries it: {@code engine/engine.zip} with the helper's classes, the libraries per platform
 * and the engine's data. The build packs it.
 *
 * @param version the engine's
 * @param sha256 of the archive, in hex
 * @param content where to read it
 */
public record EngineArchive(String version, String sha256, Content content) {
    private static final String ZIP = "/engine/engine.zip";
    private static final String PROPERTIES = "/engine/engine.properties";

    /** Where an archive is read. */
    @FunctionalInterface
    public interface Content {
        /** Opens it from the beginning. */
        InputStream open() throws IOException;
    }

    /**
     * The one in the bundle of a class.
     *
     * @throws IOException when the bundle was built without it
     */
    public static EngineArchive onBoard(Class<?> owner) throws IOException {
        Properties p = new Properties();
        try (InputStream in = resource(owner, PROPERTIES)) {
            p.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        String version = p.getProperty("version", "");
        String sha256 = p.getProperty("sha256", "");
        if (version.isEmpty() || sha256.length() != 64) {
            throw new IOException(PROPERTIES + " of the bundle is damaged");
        }
        return new EngineArchive(version, sha256, () -> resource(owner, ZIP));
    }

    /** A folder's name that no other content has. */
    String folderName() {
        return version + "-" + sha256.substring(0, 12);
    }

    private static InputStream resource(Class<?> owner, String name) throws IOException {
        InputStream in = owner.getResourceAsStream(name);
        if (in == null) {
            throw new IOException("the bundle lacks " + name);
        }
        return in;
    }
}

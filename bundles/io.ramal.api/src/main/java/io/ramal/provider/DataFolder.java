package io.ramal.provider;

import java.nio.file.Path;

/** Where the server keeps its files: {@code data/} of the installation, set by the launcher as {@value #PROPERTY}. */
public final class DataFolder {
    /** System property holding the absolute path of the data folder; without it, {@code data} in the working directory. */
    public static final String PROPERTY = "ramal.data";

    private DataFolder() {}

    /**
     * The absolute path of something in the data folder.
     *
     * @param path relative to the data folder, such as {@code models/vosk}; an absolute path is returned as it is
     */
    public static Path resolve(String path) {
        return Path.of(System.getProperty(PROPERTY, "data")).toAbsolutePath().resolve(path);
    }
}

package io.ramal.extension;

import java.util.List;
import java.util.stream.Collectors;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What Asterisk needs to be told of this server: its configuration files, filled in for the pairs that run. Passwords in
 * them are new each time and known to nobody else. Returns at once, any thread.
 */
@ProviderType
public interface AsteriskConfig {
    /** Names of the files without {@code _ramal.conf}, such as {@code extensions}. */
    List<String> files();

    /**
     * One file.
     *
     * @param file one of {@link #files}
     * @param host name or numeric address at which Asterisk reaches this server, empty when it runs on the same machine
     * @throws IllegalArgumentException when there is no such file, or the host is no host
     */
    String render(String file, String host);

    /**
     * All files, one after the other, each with its name on the line before.
     *
     * @param host as in {@link #render}
     */
    default String renderAll(String host) {
        return files().stream()
                .map(f -> "; ==== " + f + "_ramal.conf ====\n" + render(f, host))
                .collect(Collectors.joining("\n"));
    }
}

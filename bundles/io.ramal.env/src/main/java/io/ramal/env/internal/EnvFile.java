package io.ramal.env.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@code .env} file and the environment, turned into settings whenever the file changes. One thread at a time. */
final class EnvFile {
    private static final Logger LOG = LoggerFactory.getLogger(EnvFile.class);

    private final Path file;
    private final Map<String, String> environment;
    private final Overlay overlay;
    private @Nullable Object seen;
    private Bystanders bystanders = Bystanders.NONE;

    /**
     * @param environment real environment variables; they win over the file, also with an empty value
     */
    EnvFile(Path file, Map<String, String> environment, Overlay overlay) {
        this.file = file;
        this.environment = Map.copyOf(environment);
        this.overlay = overlay;
    }

    /** Reads the file if it is another than last time. */
    void poll() {
        Object state = state();
        if (state.equals(seen)) {
            return;
        }
        seen = state;
        Map<String, String> variables = new HashMap<>(read());
        remark(Bystanders.of(variables, environment));
        variables.putAll(environment);
        Settings next = overlay.settings().next(variables);
        next.errors().forEach(LOG::error);
        overlay.set(next);
    }

    private void remark(Bystanders now) {
        if (!now.unknown().isEmpty() && !now.unknown().equals(bystanders.unknown())) {
            LOG.warn("{}: these names are not known and have no effect: {}", file, String.join(", ", now.unknown()));
        }
        if (!now.idle().isEmpty() && !now.idle().equals(bystanders.idle())) {
            LOG.warn("without effect in this version: {}", String.join(", ", now.idle()));
        }
        bystanders = now;
    }

    private Object state() {
        try {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            return a.lastModifiedTime() + " " + a.size() + " " + a.fileKey();
        } catch (IOException e) {
            return "absent";
        }
    }

    private Map<String, String> read() {
        try {
            // read leniently: a stray byte of another encoding must not take all variables away
            DotEnv env = DotEnv.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            env.problems().forEach(p -> LOG.warn("{}: {}; the line is left out", file, p));
            LOG.info("read {}: {} variables", file, env.values().size());
            return env.values();
        } catch (NoSuchFileException e) {
            LOG.debug("no {}", file);
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", file, e.toString());
        }
        return Map.of();
    }
}

package io.ramal.env.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code .env} file and the environment, turned into settings whenever the file or the key store it names changes.
 * What is new counts once it is the same at two polls, so that nothing half written is taken. One thread at a time.
 */
final class EnvFile {
    private static final Logger LOG = LoggerFactory.getLogger(EnvFile.class);
    private static final String ABSENT = "absent";

    private final Path file;
    private final Map<String, String> environment;
    private final Overlay overlay;
    private final WebPorts ports;
    private DotEnv env = new DotEnv(Map.of(), List.of());
    private String version = "";
    private String remarked = "";
    private String unreadable = "";
    private String candidate = "";
    private @Nullable String applied;
    private boolean refused;
    private List<String> bystanders = List.of();

    /**
     * @param environment real environment variables; they win over the file, also with an empty value
     */
    EnvFile(Path file, Map<String, String> environment, Overlay overlay, WebPorts ports) {
        this.file = file;
        this.environment = Map.copyOf(environment);
        this.overlay = overlay;
        this.ports = ports;
    }

    /** Looks whether there is something new; the first time takes what there is. */
    void poll() {
        boolean first = applied == null;
        if (!read() && !first) {
            candidate = "";
            return;
        }
        Map<String, String> variables = new HashMap<>(env.values());
        variables.putAll(environment);
        String keyStore = variables.getOrDefault(Variable.API_TLS_KEYSTORE.name(), "");
        String state = version + "\n" + KeyStoreCheck.version(keyStore.strip());
        boolean settled = first || state.equals(candidate);
        candidate = state;
        if (settled && (refused || !state.equals(applied))) {
            apply(variables, first);
            applied = state;
        }
    }

    private void apply(Map<String, String> variables, boolean first) {
        Settings before = overlay.settings();
        List<String> said = before.errors();
        if (!version.equals(remarked)) {
            remark();
            said = List.of();
        }
        Settings next = before.next(variables);
        // at the start nothing serves yet: whoever serves on the ports ends the process loudly if they are taken
        Settings now = first ? next : admit(before, next);
        now.errors().stream().filter(Predicate.not(said::contains)).forEach(LOG::error);
        overlay.set(now);
    }

    private Settings admit(Settings before, Settings next) {
        Settings admitted = ports.admit(before, next, s -> overlay.preview(Pids.WEB, s));
        boolean refusedBefore = refused;
        refused = !admitted.equals(next);
        if (refusedBefore && !refused) {
            LOG.info("the HTTP API can be served as the variables want it now");
        }
        return admitted;
    }

    /** Whether it is known what the file says: also when there is none, but not when it cannot be read. */
    private boolean read() {
        try {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            String now = a.lastModifiedTime() + " " + a.size() + " " + a.fileKey();
            if (!now.equals(version)) {
                // leniently: a stray byte of another encoding must not take all variables away
                env = DotEnv.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                version = now;
            }
        } catch (NoSuchFileException e) {
            env = new DotEnv(Map.of(), List.of());
            version = ABSENT;
        } catch (IOException e) {
            if (!e.toString().equals(unreadable)) {
                LOG.error(
                        "{} cannot be read ({}); {}. Make it a file that the user of this server may read",
                        file,
                        e.toString(),
                        applied == null ? "nothing is taken from it" : "the values before stay");
            }
            unreadable = e.toString();
            return false;
        }
        unreadable = "";
        return true;
    }

    private void remark() {
        remarked = version;
        if (!version.equals(ABSENT)) {
            env.problems().forEach(p -> LOG.warn("{}: {}; the line is left out", file, p));
            LOG.info("read {}: {} variables", file, env.values().size());
        } else if (applied != null) {
            LOG.info("{} is gone, and with it what it set", file);
        }
        List<String> now = Bystanders.of(env.values(), environment);
        if (!now.isEmpty() && !now.equals(bystanders)) {
            LOG.warn("{}: these names are not known and have no effect: {}", file, String.join(", ", now));
        }
        bystanders = now;
    }
}

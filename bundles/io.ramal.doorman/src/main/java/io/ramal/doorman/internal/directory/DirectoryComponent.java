package io.ramal.doorman.internal.directory;

import io.ramal.conversation.VisitData;
import io.ramal.provider.DataFolder;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the directory in {@code data/apartamentos.json} up to date. Nothing to configure. */
@Component(service = Directory.class, immediate = true)
public final class DirectoryComponent implements Directory, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryComponent.class);
    private static final String FILE = "apartamentos.json";
    private static final int LOOK_SECONDS = 2;

    private final JsonDirectory directory = new JsonDirectory(DataFolder.resolve(FILE));
    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "ramal-directory");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public DirectoryComponent() {
        // the first look is this thread's, so that the first call finds a directory
        directory.look();
        poller.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            directory.look();
        } catch (RuntimeException e) {
            // one bad look must not be the last
            LOG.error("apartment directory: looking at {} failed", FILE, e);
        }
    }

    @Override
    public Lookup find(int condominium, VisitData visit) {
        return directory.find(condominium, visit);
    }

    @Override
    public List<String> phrases(int condominium) {
        return directory.phrases(condominium);
    }

    @Override
    @Deactivate
    public void close() {
        poller.shutdownNow();
    }
}

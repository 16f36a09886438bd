package io.ramal.records.internal;

import io.ramal.call.CallEvent;
import io.ramal.call.CallObserver;
import io.ramal.call.CallStatistics;
import io.ramal.call.Calls;
import io.ramal.call.LegRecorder;
import io.ramal.call.LegRecording;
import io.ramal.call.LineInfo;
import io.ramal.call.VisitRecords;
import io.ramal.provider.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps records of visits in the data folder, and owns the threads that do. Changes of its configuration hold at once. */
@Component(
        service = {CallObserver.class, LegRecorder.class, CallStatistics.class, VisitRecords.class},
        configurationPid = RecordsSettings.PID,
        // what is too old goes from the start, not from the first visit
        immediate = true)
@Designate(ocd = RecordsConfig.class)
public final class RecordsComponent implements CallObserver, LegRecorder, CallStatistics, VisitRecords {
    private static final Logger LOG = LoggerFactory.getLogger(RecordsComponent.class);

    /** Knows words too, which a purge makes it forget. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Calls calls;

    private final Records records;

    @Activate
    public RecordsComponent(RecordsConfig config) {
        Path data = DataFolder.resolve("");
        records = new Records(
                new Shelves(data),
                RecordsSettings.of(config),
                Clock.systemDefaultZone(),
                thread("ramal-records"),
                thread("ramal-recordings"),
                () -> free(data),
                () -> calls);
        records.start();
        LOG.info("Records of visits are kept in {}", data);
    }

    @Modified
    void modified(RecordsConfig config) {
        records.change(RecordsSettings.of(config));
    }

    @Override
    public void on(CallEvent event) {
        records.on(event);
    }

    @Override
    public Optional<LegRecording> open(LineInfo leg) {
        return records.open(leg);
    }

    @Override
    public String part() {
        return records.part();
    }

    @Override
    public Map<String, Long> drops() {
        return records.drops();
    }

    @Override
    public PurgeReport purge(PurgeRequest request) throws IOException {
        return records.purge(request);
    }

    @Deactivate
    void close() {
        records.close();
        LOG.info("Records of visits are closed");
    }

    /** What cannot be told is taken for enough: writing will say what is wrong. */
    private static long free(Path data) {
        try {
            // recordings may be on a disk of their own
            Path recordings = data.resolve("recordings");
            return Files.getFileStore(Files.exists(recordings) ? recordings : data)
                    .getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    private static ScheduledExecutorService thread(String name) {
        // what was handed over is done after a shutdown too, what is periodic is not: the defaults
        return new ScheduledThreadPoolExecutor(1, task -> {
            Thread t = new Thread(task, name);
            t.setDaemon(true);
            return t;
        });
    }
}

package io.ramal.speech.vosk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.provider.ModelInstaller.Model;
import io.ramal.provider.ModelInstaller.Progress;
import io.ramal.provider.ProviderHealth;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoskInstallerTest {
    private static final String NAME = "vosk-model-small-pt-0.3.zip";

    @TempDir
    Path data;

    private final FakeEngine engine = new FakeEngine();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final List<Progress> progress = new ArrayList<>();
    private ModelServer server;
    private ModelSlot slot;
    private Path folder;
    private Path downloads;
    private String knownSum = "";

    @BeforeEach
    void start() throws Exception {
        server = new ModelServer();
        server.content = Archives.zip(Archives.model("vosk-model-small-pt-0.3", 300_000));
        folder = data.resolve("models/vosk/pt");
        downloads = data.resolve("downloads");
        slot = new ModelSlot("pt", folder, "a model", engine, FakeEngine.LATER);
        slot.look();
    }

    @AfterEach
    void stop() {
        server.close();
        thread.shutdownNow();
        slot.close();
    }

    @Test
    void fetchesVerifiesUnpacksAndLoads() throws Exception {
        knownSum = sha256(server.content);
        String where = install("pt", "");

        assertThat(where).isEqualTo(folder.toString());
        assertThat(folder.resolve("README")).hasContent("vosk-model-small-pt-0.3");
        assertThat(slot.health()).isEqualTo(ProviderHealth.READY);
        assertThat(progress.stream().map(Progress::step).distinct()).containsExactly("download", "verify", "unpack");
        long size = server.content.length;
        assertThat(progress)
                .contains(new Progress("download", size, size), new Progress("verify", size, size))
                .allMatch(p -> p.done() <= size && p.total() == size);
        assertThat(leftovers()).isEmpty();
        assertThat(server.ranges).containsExactly("null");
    }

    @Test
    void goesOnWhereABrokenConnectionEnded() throws Exception {
        knownSum = sha256(server.content);
        server.cutAfter = 100_000;
        assertThatThrownBy(() -> install("pt", ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broke after 100000 of " + server.content.length + " bytes")
                .hasMessageContaining("The same command goes on");
        assertThat(slot.health().ready()).isFalse();

        server.cutAfter = Integer.MAX_VALUE;
        install("pt", "");
        assertThat(slot.health()).isEqualTo(ProviderHealth.READY);
        assertThat(server.ranges).containsExactly("null", "bytes=100000-");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void startsAnewWhenTheFileHasChangedMeanwhile() throws Exception {
        server.cutAfter = 1000;
        assertThatThrownBy(() -> install("pt", "")).isInstanceOf(IOException.class);
        server.cutAfter = Integer.MAX_VALUE;
        server.tag = "\"2\"";
        server.content = Archives.zip(Archives.model("newer", 9000));
        install("pt", "");

        assertThat(folder.resolve("README")).hasContent("newer");
    }

    @Test
    void noticesAChangeEvenWithoutATag() throws Exception {
        server.tag = "";
        server.cutAfter = 1000;
        assertThatThrownBy(() -> install("pt", "")).isInstanceOf(IOException.class);
        server.cutAfter = Integer.MAX_VALUE;
        server.content = Archives.zip(Archives.model("newer", 9000));
        install("pt", "");

        assertThat(folder.resolve("README")).hasContent("newer");
        assertThat(server.ranges).containsExactly("null", "bytes=1000-", "null");
    }

    @Test
    void startsAnewWhenTheServerKnowsNoRanges() throws Exception {
        knownSum = sha256(server.content);
        server.knowsRanges = false;
        server.cutAfter = 50_000;
        assertThatThrownBy(() -> install("pt", "")).isInstanceOf(IOException.class);
        server.cutAfter = Integer.MAX_VALUE;
        install("pt", "");

        assertThat(server.ranges).containsExactly("null", "bytes=50000-");
        assertThat(slot.health()).isEqualTo(ProviderHealth.READY);
    }

    @Test
    void takesAFileThatHadArrivedInFull() throws Exception {
        Files.createDirectories(downloads);
        PartFile part = new PartFile(downloads, NAME);
        Files.write(part.path(), server.content);
        part.note(server.url(NAME), server.tag, server.content.length);
        install("pt", "");

        assertThat(server.ranges).containsExactly("bytes=" + server.content.length + "-");
        assertThat(slot.health()).isEqualTo(ProviderHealth.READY);
    }

    @Test
    void givesUpOnAServerThatFallsSilent() throws Exception {
        server.silentAfter = 70_000;
        assertThatThrownBy(() ->
                        installer(Archive.Limits.DEFAULT, Duration.ofSeconds(1)).install("pt", "", progress::add))
                .hasMessageContaining("sent nothing for 1 s");

        server.silentAfter = Integer.MAX_VALUE;
        install("pt", "");
        assertThat(server.ranges).containsExactly("null", "bytes=70000-");
    }

    @Test
    void saysBothSumsAndHowToOverrideAndThrowsTheFileAway() throws Exception {
        knownSum = "0".repeat(64);
        String actual = sha256(server.content);
        assertThatThrownBy(() -> install("pt", ""))
                .hasMessageContaining("expected sha256 " + knownSum)
                .hasMessageContaining("it has " + actual)
                .hasMessageContaining("give it with the command");
        assertThat(leftovers()).isEmpty();
        assertThat(folder).doesNotExist();

        install("pt", actual.toUpperCase(java.util.Locale.ROOT));
        assertThat(slot.health()).isEqualTo(ProviderHealth.READY);
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        server.status = 404;
        assertThatThrownBy(() -> install("pt", ""))
                .hasMessage(server.url(NAME) + " answers 404: no such file there; check the address");
        server.status = 503;
        assertThatThrownBy(() -> install("pt", "")).hasMessageContaining("answers 503; try again later");
    }

    @Test
    void saysThatTheHostCannotBeReached() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        assertThatThrownBy(() -> install("pt=http://127.0.0.1:" + port + "/a.zip", ""))
                .hasMessageContaining("cannot reach 127.0.0.1")
                .hasMessageContaining("ramal:model-install <language>=<path>");
    }

    @Test
    void refusesAnArchiveWithoutAModelAndKeepsTheOldOne() throws Exception {
        install("pt", "");
        server.content = Archives.zip(Map.of("package/readme.txt", "nothing here"));
        assertThatThrownBy(() -> install("pt", "")).hasMessageContaining(NAME + " holds no Vosk model");

        assertThat(folder.resolve("README")).exists();
        assertThat(slot.health()).isEqualTo(ProviderHealth.READY);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void refusesAnArchiveThatWritesOutside() throws Exception {
        server.content = Archives.zip(Map.of("../../../evil", "x"));
        assertThatThrownBy(() -> install("pt", "")).hasMessageContaining("outside its folder");

        try (Stream<Path> all = Files.walk(data)) {
            assertThat(all.filter(p -> p.endsWith("evil"))).isEmpty();
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void refusesAFileThatIsTooBigBeforeFetchingIt() {
        VoskInstaller small = installer(new Archive.Limits(1000, 10), Duration.ofSeconds(20));
        assertThatThrownBy(() -> small.install("pt", "", progress::add))
                .hasMessageContaining("more than the 1000 allowed");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void installsAnArchiveOfThisMachineAndLeavesItThere() throws Exception {
        Path archive = data.resolve("any.tgz");
        Files.write(
                archive,
                Archives.tarGz(
                        Archives.tarEntry("package/model/m/final.mdl", '0', Archives.text("1")),
                        Archives.tarEntry("package/model/m/mfcc.conf", '0', Archives.text("1")),
                        Archives.tarEntry("package/model/m/HCLG.fst", '0', Archives.text("1"))));
        assertThatThrownBy(() -> install(archive.toString(), "")).hasMessageContaining("which language is any.tgz?");
        install("pt=" + archive, "");
        install("pt=" + archive.toUri(), "");

        assertThat(folder.resolve("final.mdl")).exists();
        assertThat(archive).exists();
        assertThat(data.resolve("models/vosk/pt.previous/final.mdl")).exists();
    }

    @Test
    void tellsTheLanguageByTheFileName() throws Exception {
        install(server.url("vosk-model-pt-fb-v0.1.1.zip"), "");
        assertThat(slot.health()).isEqualTo(ProviderHealth.READY);
    }

    @Test
    void saysWhatItDoesNotUnderstand() {
        assertThatThrownBy(() -> install("xx", "")).hasMessageContaining("neither a known name");
        assertThatThrownBy(() -> install("pt", "abc")).hasMessageContaining("is no sha256");
        assertThatThrownBy(() -> install("en=" + server.url("a.zip"), ""))
                .hasMessageContaining("the language en is switched off");
        assertThatThrownBy(() -> install("http:///", "")).isInstanceOf(IOException.class);
    }

    @Test
    void saysTheTruthAboutWhatIsKnown() {
        assertThat(KnownModels.ALL).extracting(Model::name).containsExactly("pt", "en");
        assertThat(KnownModels.ALL.get(0).description()).contains("second-hand");
        assertThat(KnownModels.archive("pt")).isEqualTo("vosk-model-small-pt-0.3");
    }

    private String install(String what, String sha256) throws IOException {
        return installer(Archive.Limits.DEFAULT, Duration.ofSeconds(20)).install(what, sha256, progress::add);
    }

    private VoskInstaller installer(Archive.Limits limits, Duration stall) {
        return new VoskInstaller(
                new VoskModels(List.of(slot), thread),
                downloads,
                List.of(new Model("pt", server.url(NAME), knownSum, "")),
                limits,
                stall,
                System::nanoTime);
    }

    private List<String> leftovers() {
        List<String> names = new ArrayList<>();
        for (Path p : List.of(downloads, folder.getParent())) {
            if (Files.exists(p)) {
                try (Stream<Path> s = Files.list(p)) {
                    s.map(f -> f.getFileName().toString())
                            .filter(n -> n.contains(".part") || n.contains("unpacking"))
                            .forEach(names::add);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        }
        return names;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}

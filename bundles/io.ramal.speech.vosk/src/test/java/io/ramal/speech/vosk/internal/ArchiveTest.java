package io.ramal.speech.vosk.internal;

import static io.ramal.speech.vosk.internal.Archives.tarEntry;
import static io.ramal.speech.vosk.internal.Archives.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ramal.provider.ModelInstaller.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    @TempDir
    Path folder;

    private final List<Progress> progress = new ArrayList<>();
    private Archive.Limits limits = Archive.Limits.DEFAULT;

    @Test
    void unpacksAZip() throws Exception {
        Path into = unpack(Archives.zip(Map.of("a/b.txt", "bom dia", "c", "")));

        assertThat(into.resolve("a/b.txt")).hasContent("bom dia");
        assertThat(into.resolve("c")).exists();
        assertThat(progress).isNotEmpty().allMatch(p -> p.step().equals("unpack") && p.done() <= p.total());
    }

    @Test
    void unpacksATarGzWithFoldersAndBlocksOfAnySize() throws Exception {
        String big = "x".repeat(100_000);
        Path into = unpack(Archives.tarGz(
                tarEntry("package/", '5', new byte[0]),
                tarEntry("package/a", '0', text("1")),
                tarEntry("package/big", '0', text(big)),
                tarEntry("package/even", '0', new byte[1024])));

        assertThat(into.resolve("package/a")).hasContent("1");
        assertThat(into.resolve("package/big")).hasContent(big);
        assertThat(into.resolve("package/even")).hasSize(1024);
    }

    @Test
    void readsLongNamesOfBothKinds() throws Exception {
        String gnu = "g".repeat(120);
        String pax = "p".repeat(120) + "ção";
        int length = text(pax).length + " path=\n".length() + 3;
        Path into = unpack(Archives.tarGz(
                tarEntry("././@LongLink", 'L', text(gnu + "\0")),
                tarEntry("ggg", '0', text("1")),
                tarEntry("pax_global_header", 'g', text("19 comment=ignored\n")),
                tarEntry("PaxHeader", 'x', text(length + " path=" + pax + "\n")),
                tarEntry("ppp", '0', text("2"))));

        assertThat(into.resolve(gnu)).hasContent("1");
        assertThat(into.resolve(pax)).hasContent("2");
        assertThat(into.resolve("ggg")).doesNotExist();
    }

    @Test
    void leavesLinksOut() throws Exception {
        Path into = unpack(Archives.tarGz(tarEntry("link", '2', new byte[0]), tarEntry("a", '0', text("1"))));

        assertThat(into.resolve("link")).doesNotExist();
        assertThat(into.resolve("a")).exists();
    }

    @Test
    void refusesToWriteOutside() throws Exception {
        byte[] zip = Archives.zip(Map.of("../evil", "x"));
        byte[] tar = Archives.tarGz(tarEntry("a/../../evil", '0', text("x")));
        byte[] absolute = Archives.tarGz(tarEntry(folder.resolve("evil").toString(), '0', text("x")));

        for (byte[] bad : List.of(zip, tar, absolute)) {
            assertThatThrownBy(() -> unpack(bad)).hasMessageContaining("outside its folder");
        }
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void endsAtTheLimits() throws Exception {
        byte[] bomb = Archives.zip(Map.of("zeros", "\0".repeat(5000)));
        byte[] many = Archives.zip(Map.of("1", "", "2", "", "3", "", "4", ""));

        limits = new Archive.Limits(4000, 3);
        assertThatThrownBy(() -> unpack(bomb)).hasMessageContaining("more than 4000 bytes");
        assertThatThrownBy(() -> unpack(many)).hasMessageContaining("more than 3 files");
    }

    @Test
    void saysWhatIsNoArchiveOrADamagedOne() throws Exception {
        byte[] zip = Archives.zip(Archives.model("m", 2000));
        byte[] tar = Archives.tarGz(tarEntry("a", '0', new byte[3000]));

        assertThatThrownBy(() -> unpack(text("<html>"))).hasMessage("archive is neither a zip nor a tar.gz archive");
        assertThatThrownBy(() -> unpack(new byte[0])).hasMessageContaining("neither");
        for (byte[] damaged : List.of(
                Arrays.copyOf(zip, zip.length / 2),
                Arrays.copyOf(tar, tar.length - 9),
                Archives.gzip(text("no tar ".repeat(200))))) {
            assertThatThrownBy(() -> unpack(damaged))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is damaged");
        }
    }

    private Path unpack(byte[] content) throws IOException {
        Path archive = folder.resolve("archive");
        Files.write(archive, content);
        Path into = folder.resolve("in/to");
        Trees.delete(into);
        Archive.unpack(archive, into, limits, new Ticker(progress::add, () -> 0));
        return into;
    }
}

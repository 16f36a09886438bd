package io.ramal.shell.internal.commands;

import io.ramal.audio.AudioFrame;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderTester;
import io.ramal.provider.ProviderTester.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** {@code ramal:provider-test}. */
@Service
@Command(
        scope = "ramal",
        name = "provider-test",
        description = "Tries a provider out on a sample, beside all calls, and prints what it took",
        detailedDescription =
                "A voice speaks the text, a recogniser or detector hears it spoken by the best voice there is,"
                        + " a backend answers it. Fails where the provider does not do what it should.")
public final class ProviderTestCommand implements Action {
    @Argument(index = 0, name = "id", description = "The provider's id, as ramal:providers shows it", required = true)
    @Completion(ProviderCompleter.class)
    String id = "";

    @Option(name = "--language", aliases = "-l", description = "Language of the text, such as pt-BR or en-US")
    @Completion(
            value = StringsCompleter.class,
            values = {"pt-BR", "en-US"})
    String language = "pt-BR";

    @Option(name = "--text", description = "What is said; one sentence of the language by default")
    String text = "";

    @Option(name = "--wav", aliases = "-w", description = "WAV to write: what was spoken, by it or to it")
    @Completion(FileCompleter.class)
    @Nullable
    String wav;

    @Reference(optional = true)
    @Nullable
    ProviderTester tester;

    PrintStream out = System.out;

    @Override
    public @Nullable Object execute() throws IOException, InterruptedException {
        List<Report> reports = Services.require(tester, "the provider registry is", "io.ramal.registry")
                .test(id, Locale.forLanguageTag(language.strip().replace('_', '-')), text);
        boolean passed = true;
        for (Report r : reports) {
            out.println(r.provider() + " (" + r.role() + "): " + (r.passed() ? "passed" : "FAILED"));
            r.marks()
                    .forEach(m -> out.printf(
                            Locale.ROOT, "  %8.1f ms  %s%n", m.after().toNanos() / 1e6, m.what()));
            out.println("  " + r.result());
            if (wav != null && !r.sound().isEmpty()) {
                Path file = Path.of(reports.size() > 1 ? beside(wav, r.role()) : wav);
                write(r.sound(), file);
                out.println("  sound: " + file);
            }
            passed &= r.passed();
        }
        if (!passed) {
            throw new IllegalStateException(id + " does not do what it should");
        }
        return null;
    }

    /** A file for each role of an id: {@code a.wav} becomes {@code a-tts.wav}. */
    private static String beside(String wav, ProviderRole role) {
        int dot = wav.lastIndexOf('.');
        int end = dot > wav.lastIndexOf('/') ? dot : wav.length();
        return wav.substring(0, end) + "-" + role.name().toLowerCase(Locale.ROOT) + wav.substring(end);
    }

    private static void write(AudioFrame sound, Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(sound.length() * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < sound.length(); i++) {
            bytes.putShort(sound.sample(i));
        }
        AudioFormat format = new AudioFormat(AudioFrame.SAMPLE_RATE, 16, 1, true, false);
        try (AudioInputStream in =
                new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, sound.length())) {
            AudioSystem.write(in, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }
}

package io.ramal.audiosocket.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.ramal.audio.AudioFrame;
import io.ramal.dsp.Resampler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real Asterisk sent, byte for byte. */
class CapturesTest {
    @ParameterizedTest
    @MethodSource("names")
    void everyFrameIsSeenHoweverTheStreamIsCut(String name) throws IOException {
        List<String> expected = new ArrayList<>();
        JsonArray frames = manifest().getAsJsonObject(name).getAsJsonArray("frames_in_order");
        for (JsonElement e : frames) {
            expected.add(e.getAsString());
        }
        byte[] bytes = read(name + ".raw");
        assertThat(runs(decode(bytes, new Random(1), bytes.length + 1))).isEqualTo(expected);
        assertThat(runs(decode(bytes, new Random(2), 700))).isEqualTo(expected);
        if (bytes.length < 50_000) {
            assertThat(runs(decode(bytes, new Random(3), 7))).isEqualTo(expected);
        }
    }

    @Test
    void allKeysInOrder() throws IOException {
        StringBuilder keys = new StringBuilder();
        for (Message m : decode(read("app-dtmf-all16-rfc4733.raw"), new Random(4), 500)) {
            if (m instanceof Message.Dtmf d) {
                keys.append(d.digit());
            }
        }
        assertThat(keys).hasToString("0123456789*#ABCD");
    }

    @ParameterizedTest
    @CsvSource({
        "app-echo-speech-callerhangup, 0",
        "app-speech-dtmf-callerhangup, 0",
        "dial-slin-speech-dtmf-callerhangup, 0",
        // the first packets of these were lost before the application read
        "app-speech-serverclose-fin, 160",
        "app-speech-serverhangup-00, 160",
        "sipp-app-speech-dtmf-callerhangup, 160"
    })
    void theCallersSoundIsExact(String name, int lost) throws IOException {
        short[] source = alaw(read("source-short.alaw"));
        short[] heard = hear(name);
        assertThat(Arrays.copyOf(heard, source.length - lost))
                .isEqualTo(Arrays.copyOfRange(source, lost, source.length));
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 13, 14, 15, 16, 17, 18})
    void fasterKindsAreTheSameSoundAt8kHz(int kind) throws IOException {
        short[] source = alaw(read("source-short.alaw"));
        short[] heard = hear("dial-kind" + kind);
        // 51 frames of 20 ms, but for what the filter still holds
        assertThat(heard.length).isBetween(51 * 160 - 40, 51 * 160 + 1);
        assertThat(bestCorrelation(source, heard)).isGreaterThan(0.998);
    }

    @Test
    void aShortLastFrameIsHeard() throws IOException {
        short[] heard = hear("local-playback-short-last-frame");
        assertThat(heard).hasSize(484 * 160 + 38);
        assertThat(bestCorrelation(alaw(read("source-say.alaw")), Arrays.copyOf(heard, 40_000)))
                .isGreaterThan(0.99);
    }

    @Test
    void mislabelledAlawIsNoticedOnceByItsPace() throws IOException {
        assertThat(notices("dial-nocodec-alaw-in-kind10", 20)).isEqualTo(1);
        assertThat(notices("dial-nocodec-alaw-in-kind10", 10))
                .as("10 ms frames at their own pace are linear")
                .isZero();
        assertThat(notices("app-echo-speech-callerhangup", 20)).isZero();
    }

    static List<String> names() throws IOException {
        return manifest().keySet().stream().sorted().toList();
    }

    private static int notices(String name, int millis) throws IOException {
        Hearing hearing = new Hearing(Duration.ofSeconds(10), 0);
        int notices = 0;
        long now = 0;
        for (Message m : decode(read(name + ".raw"), new Random(5), 1000)) {
            if (m instanceof Message.Audio a && hearing.looksLikeAlaw(a, now += millis * 1_000_000L)) {
                notices++;
            }
        }
        return notices;
    }

    private static short[] hear(String name) throws IOException {
        Hearing hearing = new Hearing(Duration.ofSeconds(60), 0);
        short[] all = new short[0];
        for (Message m : decode(read(name + ".raw"), new Random(6), 1500)) {
            if (m instanceof Message.Audio a) {
                AudioFrame f = hearing.hear(a, 0);
                assertThat(f).isNotNull();
                int at = all.length;
                all = Arrays.copyOf(all, at + f.length());
                f.copyTo(0, all, at, f.length());
            }
        }
        return all;
    }

    /** At the best delay up to 50 ms either way, sought by samples first and then by eighths of one. */
    private static double bestCorrelation(short[] source, short[] heard) {
        short[] fine = new Resampler(8000, 64_000).process(source);
        int coarse = 0;
        for (int lag = -400; lag <= 400; lag++) {
            if (correlation(fine, heard, 8 * lag) > correlation(fine, heard, 8 * coarse)) {
                coarse = lag;
            }
        }
        double best = -1;
        for (int lag = 8 * coarse - 8; lag <= 8 * coarse + 8; lag++) {
            best = Math.max(best, correlation(fine, heard, lag));
        }
        return best;
    }

    private static double correlation(short[] fine, short[] heard, int lag) {
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = Math.max(0, (7 - lag) / 8); i < heard.length && 8 * i + lag < fine.length; i++) {
            double x = fine[8 * i + lag];
            double y = heard[i];
            xy += x * y;
            xx += x * x;
            yy += y * y;
        }
        return xy / Math.sqrt(xx * yy);
    }

    private static List<Message> decode(byte[] bytes, Random random, int maxChunk) {
        List<Violation> ignored = new ArrayList<>();
        EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(16192, ignored::add));
        for (int at = 0; at < bytes.length; ) {
            int n = Math.min(bytes.length - at, 1 + random.nextInt(maxChunk));
            channel.writeInbound(Unpooled.wrappedBuffer(bytes, at, n));
            at += n;
        }
        List<Message> messages = new ArrayList<>();
        for (Object o = channel.readInbound(); o != null; o = channel.readInbound()) {
            messages.add((Message) o);
        }
        channel.finishAndReleaseAll();
        assertThat(ignored).isEmpty();
        return messages;
    }

    private static List<String> runs(List<Message> messages) {
        List<String> runs = new ArrayList<>();
        String last = "";
        int count = 0;
        for (Message m : messages) {
            String s = text(m);
            if (!s.equals(last) && count > 0) {
                runs.add(last + " x" + count);
                count = 0;
            }
            last = s;
            count++;
        }
        if (count > 0) {
            runs.add(last + " x" + count);
        }
        return runs;
    }

    private static String text(Message m) {
        if (m instanceof Message.Uuid u) {
            assertThat(u.id()).isEqualTo(Frames.ID);
            return "01:16";
        }
        if (m instanceof Message.Dtmf d) {
            return "03:" + d.digit();
        }
        Message.Audio a = (Message.Audio) m;
        int kind = 0x10;
        while (Wire.rate(kind) != a.rate()) {
            kind++;
        }
        return Integer.toHexString(kind) + ":" + a.samples().length * 2;
    }

    /** ITU-T G.711 A-law to linear. */
    private static short[] alaw(byte[] coded) {
        short[] linear = new short[coded.length];
        for (int i = 0; i < coded.length; i++) {
            int a = (coded[i] & 0xff) ^ 0x55;
            int segment = (a >> 4) & 7;
            int value = ((a & 0xf) << 4) + (segment == 0 ? 8 : 0x108);
            value <<= Math.max(0, segment - 1);
            linear[i] = (short) ((a & 0x80) != 0 ? value : -value);
        }
        return linear;
    }

    private static JsonObject manifest() throws IOException {
        return new Gson().fromJson(new String(read("manifest.json"), StandardCharsets.UTF_8), JsonObject.class);
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = CapturesTest.class.getResourceAsStream("/captures/" + name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }
}

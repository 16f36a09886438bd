package io.ramal.emulators.azure;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A turn: from a context to the end of its sound. Time is that of the sound, so that a recording sent at once is treated
 * like a caller who talks. Used by the connection's thread.
 *
 * <p>Only a phrase acknowledges sound to the client, which gives up when too much is not: silence is acknowledged too.
 */
final class RecognitionTurn {
    private static final int WINDOW_MS = 20;
    /** Root mean square of a window, of 32768, from which on it is speech. */
    private static final double LOUD = 250;

    private static final int ACKNOWLEDGE_MS = 5000;
    private static final int LONGEST_PHRASE_MS = 30_000;
    private static final int TICKS_PER_MS = 10_000;
    private static final double CONFIDENCE = 0.93;

    private final AzureEmulator emulator;
    private final AzureConnection connection;
    private final Scenario scenario;
    private final Recognition recognition;
    private final boolean detailed;
    private final double endMs;
    private final double hypothesisMs;

    private @Nullable RiffHeader format;
    private byte[] rest = new byte[0];
    private long position;
    private long acknowledged;
    private boolean over;

    private @Nullable String text;
    private long began;
    private long lastLoud;
    private int words;

    RecognitionTurn(
            AzureEmulator emulator, Scenario scenario, Recognition recognition, boolean detailed, double endMs) {
        this.emulator = emulator;
        this.connection = recognition.connection();
        this.scenario = scenario;
        this.recognition = recognition;
        this.detailed = detailed;
        this.endMs = endMs;
        this.hypothesisMs = Math.max(WINDOW_MS, scenario.number("hypothesisMs", 200));
    }

    String requestId() {
        return recognition.requestId();
    }

    /** @param bytes the first of a turn begin with a RIFF header */
    void sound(byte[] bytes) throws IOException {
        if (over) {
            return;
        }
        RiffHeader f = format;
        int from = 0;
        if (f == null) {
            f = RiffHeader.parse(bytes);
            if (f.format() != 1 || f.bits() != 16 || f.channels() != 1) {
                throw new WireException(1007, "only 16-bit mono PCM is recognised here");
            }
            format = f;
            from = f.length();
            recognition.format(f.rate());
            JsonObject context = new JsonObject();
            context.addProperty("serviceTag", hex());
            JsonObject body = new JsonObject();
            body.add("context", context);
            send("turn.start", body);
        }
        recognition.heard(bytes, from);
        byte[] all = new byte[rest.length + bytes.length - from];
        System.arraycopy(rest, 0, all, 0, rest.length);
        System.arraycopy(bytes, from, all, rest.length, bytes.length - from);
        int window = f.rate() * WINDOW_MS / 1000 * 2;
        int at = 0;
        for (; at + window <= all.length; at += window) {
            hear(level(all, at, window));
        }
        rest = java.util.Arrays.copyOfRange(all, at, all.length);
        connection.sound(connection.soundMillis() + (bytes.length - from) * 500.0 / f.rate());
        emulator.traffic().changed();
    }

    private void hear(double level) throws IOException {
        position += WINDOW_MS;
        if (level >= LOUD) {
            lastLoud = position;
            if (text == null) {
                begin();
            }
        }
        if (text != null) {
            hypothesise(text);
            if (position - lastLoud >= endMs || position - began >= LONGEST_PHRASE_MS) {
                phrase(text);
            }
        } else if (position - acknowledged >= ACKNOWLEDGE_MS) {
            JsonObject body = place(acknowledged, position);
            body.addProperty("RecognitionStatus", "InitialSilenceTimeout");
            send("speech.phrase", body);
            acknowledged = position;
        }
    }

    private void begin() throws IOException {
        text = emulator.nextText(scenario);
        began = position - WINDOW_MS;
        words = 0;
        send("speech.startDetected", offset(began));
    }

    private void hypothesise(String of) throws IOException {
        String[] all = of.toLowerCase(java.util.Locale.ROOT).split(" ");
        int due = (int) Math.min(all.length, (position - began) / hypothesisMs);
        if (due > words && position == lastLoud) {
            words = due;
            JsonObject body = place(began, position);
            body.addProperty("Text", String.join(" ", java.util.Arrays.copyOf(all, due)));
            send("speech.hypothesis", body);
        }
    }

    private void phrase(String of) throws IOException {
        String status = scenario.text("status", "Success");
        JsonObject body = place(began, lastLoud);
        body.addProperty("RecognitionStatus", status);
        if (status.equals("Success")) {
            if (detailed) {
                JsonObject best = new JsonObject();
                best.addProperty("Confidence", CONFIDENCE);
                best.addProperty("Lexical", of.toLowerCase(java.util.Locale.ROOT));
                best.addProperty("ITN", of);
                best.addProperty("MaskedITN", of);
                best.addProperty("Display", of);
                JsonArray list = new JsonArray();
                list.add(best);
                body.add("NBest", list);
            }
            body.addProperty("DisplayText", of);
            recognition.told(of);
        }
        text = null;
        acknowledged = position;
        send("speech.phrase", body);
    }

    /** The client has no more sound. */
    void end() throws IOException {
        if (over) {
            return;
        }
        if (text != null) {
            phrase(text);
        }
        over = true;
        recognition.end();
        send("speech.endDetected", offset(position));
        JsonObject body = place(position, position);
        body.addProperty("RecognitionStatus", "EndOfDictation");
        send("speech.phrase", body);
        send("turn.end", new JsonObject());
        emulator.traffic().changed();
    }

    /** Nothing more comes of it: what was not told yet is told in the turn that repeats this one. */
    void abandon() {
        if (!over && text != null) {
            emulator.untold(text);
        }
        over = true;
    }

    private void send(String path, JsonObject body) throws IOException {
        WireMessage message = WireMessage.json(path, recognition.requestId(), body.toString());
        long delay = (long) scenario.number("delayMs", 0);
        if (delay == 0) {
            connection.send(message);
            return;
        }
        emulator.later(TimeUnit.MILLISECONDS.toNanos(delay), () -> {
            try {
                connection.send(message);
            } catch (IOException e) {
                // the client has gone meanwhile
            }
        });
    }

    private static JsonObject place(long from, long to) {
        JsonObject body = new JsonObject();
        body.addProperty("Offset", from * TICKS_PER_MS);
        body.addProperty("Duration", (to - from) * TICKS_PER_MS);
        return body;
    }

    private static JsonObject offset(long at) {
        JsonObject body = new JsonObject();
        body.addProperty("Offset", at * TICKS_PER_MS);
        return body;
    }

    private static double level(byte[] bytes, int at, int length) {
        double sum = 0;
        for (int i = at; i < at + length; i += 2) {
            int sample = (short) ((bytes[i] & 0xff) | bytes[i + 1] << 8);
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / (length / 2.0));
    }

    private static String hex() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}

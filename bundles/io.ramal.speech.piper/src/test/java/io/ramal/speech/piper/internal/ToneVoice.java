package io.ramal.speech.piper.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A voice that Piper loads as it loads any other: an ONNX model with the inputs and the output of a VITS one, which sounds
 * a tone for as long as there are phonemes: {@code sin(hz · range(phonemes · block · length scale))}. Half a kilobyte,
 * written message by message as {@code onnx.proto} numbers them.
 */
public final class ToneVoice {
    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final String PHONEMES =
            "_^$ !'(),-.:;?abcdefghijklmnopqrstuvwxyz\u00e6\u00e7\u00f0\u014b\u0250\u0254"
                    + "\u0259\u025b\u0261\u026a\u026f\u0272\u027e\u0281\u0283\u028a\u028c\u028e\u0292\u0294\u02c8\u02cc\u02d0\u0303";

    private final String code;
    private final String espeak;
    private final int rate;
    private final double hz;
    private final float block;

    /** @param block samples for each phoneme */
    private ToneVoice(String code, String espeak, int rate, double hz, float block) {
        this.code = code;
        this.espeak = espeak;
        this.rate = rate;
        this.hz = hz;
        this.block = block;
    }

    public static ToneVoice portuguese() {
        return new ToneVoice("pt_BR", "pt-br", 22_050, 440, 512);
    }

    static ToneVoice english() {
        return new ToneVoice("en_US", "en-us", 16_000, 1000, 400);
    }

    /** So much sound that a sentence takes seconds to make. */
    ToneVoice slow() {
        return new ToneVoice(code, espeak, rate, hz, 10_000);
    }

    /** Writes model and configuration. */
    public Path write(Path model) throws IOException {
        Files.createDirectories(model.getParent());
        Files.write(model, model());
        Files.writeString(model.resolveSibling(model.getFileName() + ".json"), config(PHONEMES));
        return model;
    }

    String config(String phonemes) {
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < phonemes.length(); i++) {
            ids.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(phonemes.charAt(i))
                    .append("\":[")
                    .append(i)
                    .append(']');
        }
        return """
                {"audio": {"sample_rate": %d}, "espeak": {"voice": "%s"}, "language": {"code": "%s"},
                 "inference": {"noise_scale": 0.667, "length_scale": 1.0, "noise_w": 0.8}, "phoneme_type": "espeak",
                 "phoneme_id_map": {%s}, "num_symbols": 256, "num_speakers": 1, "speaker_id_map": {}}
                """.formatted(rate, espeak, code, ids);
    }

    private byte[] model() {
        Message graph = new Message()
                .bytes(1, node("Shape", "shape", "input"))
                .bytes(1, node("Gather", "count", "shape", "one"))
                .bytes(1, node("Cast", "phonemes", "count").bytes(5, attribute("to", FLOAT)))
                .bytes(1, node("Gather", "lengthScale", "scales", "one"))
                .bytes(1, node("Mul", "plain", "phonemes", "block"))
                .bytes(1, node("Mul", "samples", "plain", "lengthScale"))
                .bytes(1, node("Range", "time", "zero", "samples", "step"))
                .bytes(1, node("Mul", "phase", "time", "speed"))
                .bytes(1, node("Sin", "wave", "phase"))
                .bytes(1, node("Reshape", "output", "wave", "form"))
                .text(2, "tone")
                .bytes(5, numbers("one", 1))
                .bytes(5, scalar("block", block))
                .bytes(5, scalar("zero", 0))
                .bytes(5, scalar("step", 1))
                .bytes(5, scalar("speed", (float) (2 * Math.PI * hz / rate)))
                .bytes(5, numbers("form", 1, 1, 1, -1).number(1, 4))
                .bytes(11, value("input", INT64, "batch", "phonemes"))
                .bytes(11, value("input_lengths", INT64, "batch"))
                .bytes(11, value("scales", FLOAT, "three"))
                .bytes(12, value("output", FLOAT, "batch", "c", "d", "time"));
        return new Message()
                .number(1, 8)
                .bytes(7, graph)
                .bytes(8, new Message().text(1, "").number(2, 15))
                .bytes();
    }

    private static Message node(String operator, String output, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(4, operator);
    }

    private static Message attribute(String name, int value) {
        return new Message().text(1, name).number(3, value).number(20, 2);
    }

    private static Message scalar(String name, float value) {
        byte[] raw = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array();
        return new Message().number(2, FLOAT).text(8, name).bytes(9, raw);
    }

    private static Message numbers(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long v : values) {
            raw.putLong(v);
        }
        return new Message().number(2, INT64).text(8, name).bytes(9, raw.array());
    }

    private static Message value(String name, int type, String... dimensions) {
        Message shape = new Message();
        for (String d : dimensions) {
            shape.bytes(1, new Message().text(2, d));
        }
        Message tensor = new Message().number(1, type).bytes(2, shape);
        return new Message().text(1, name).bytes(2, new Message().bytes(1, tensor));
    }

    /** A message of Protocol Buffers. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String text) {
            return bytes(field, text.getBytes(StandardCharsets.UTF_8));
        }

        Message bytes(int field, Message inner) {
            return bytes(field, inner.bytes());
        }

        Message bytes(int field, byte[] bytes) {
            varint((long) field << 3 | 2);
            varint(bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}

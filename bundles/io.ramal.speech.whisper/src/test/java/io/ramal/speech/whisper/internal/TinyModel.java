package io.ramal.speech.whisper.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files in the format of whisper.cpp's models, of the shape of "tiny", without its weights. */
final class TinyModel {
    static final int MULTILINGUAL = 51_865;
    static final int ENGLISH = 51_864;

    private static final int HEAD_NUMBERS = 12;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A whole one. */
    static byte[] bytes(int vocabulary) {
        return new TinyModel()
                .head(vocabulary)
                .tensor("encoder.positional_embedding", 0, 384, 15)
                .tensor("decoder.positional_embedding", 8, 64, 2)
                .out
                .toByteArray();
    }

    static Path write(Path file, int vocabulary) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes(vocabulary));
    }

    /** Where the first tensor begins. */
    static int headBytes() {
        return new TinyModel().head(MULTILINGUAL).out.size();
    }

    /** One whose head has another number at a place, counted from the magic number. */
    static byte[] withNumber(int place, int number) {
        if (place >= HEAD_NUMBERS) {
            throw new IllegalArgumentException("no such place");
        }
        byte[] all = bytes(MULTILINGUAL);
        ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).putInt(place * Integer.BYTES, number);
        return all;
    }

    TinyModel head(int vocabulary) {
        for (int n : List.of(0x67676d6c, vocabulary, 1500, 384, 6, 4, 448, 384, 6, 4, 80, 1)) {
            number(n);
        }
        number(80).number(201);
        out.writeBytes(new byte[80 * 201 * Float.BYTES]);
        number(2).word("a").word("bc");
        return this;
    }

    TinyModel tensor(String name, int type, int... sizes) {
        number(sizes.length).number(name.length()).number(type);
        long values = 1;
        for (int s : sizes) {
            number(s);
            values *= s;
        }
        out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[(int) (type == 0 ? values * Float.BYTES : values / 32 * 34)]);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private TinyModel word(String word) {
        number(word.length());
        out.writeBytes(word.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    private TinyModel number(int n) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(n)
                .array());
        return this;
    }
}

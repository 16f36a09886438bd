package io.ramal.speech.openai.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A {@code multipart/form-data} body. */
final class Form {
    private final String boundary;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** @param boundary letters, digits and hyphens that no part holds */
    Form(String boundary) {
        this.boundary = boundary;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    Form field(String name, String value) {
        part("name=\"" + name + "\"", "");
        text(value);
        text("\r\n");
        return this;
    }

    /** A WAV file of mono sound. */
    Form wav(String name, short[] samples, int rate) {
        part("name=\"" + name + "\"; filename=\"speech.wav\"", "Content-Type: audio/wav\r\n");
        int data = samples.length * 2;
        ByteBuffer wav = ByteBuffer.allocate(44 + data).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(36 + data).put(ascii("WAVEfmt "));
        wav.putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(rate).putInt(rate * 2).putShort((short) 2).putShort((short) 16);
        wav.put(ascii("data")).putInt(data);
        wav.asShortBuffer().put(samples);
        bytes.writeBytes(wav.array());
        text("\r\n");
        return this;
    }

    byte[] end() {
        text("--" + boundary + "--\r\n");
        return bytes.toByteArray();
    }

    private void part(String disposition, String more) {
        text("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n" + more + "\r\n");
    }

    private void text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

package io.ramal.speech.vosk.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives made for tests, honest and otherwise. */
final class Archives {
    private Archives() {}

    static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> f : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(f.getKey()));
                zip.write(f.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** Files that look like a model, below a folder; the graph is noise of {@code size} characters. */
    static Map<String, String> model(String folder, int size) {
        StringBuilder graph = new StringBuilder();
        new java.util.Random(7).ints(size, 32, 127).forEach(graph::appendCodePoint);
        Map<String, String> files = new java.util.TreeMap<>();
        files.put(folder + "/am/final.mdl", "mdl");
        files.put(folder + "/conf/model.conf", "conf");
        files.put(folder + "/graph/HCLG.fst", graph.toString());
        files.put(folder + "/README", folder);
        return files;
    }

    static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    /** One entry, padded to whole blocks. */
    static byte[] tarEntry(String name, char type, byte[] content) {
        byte[] entry = new byte[512 + (content.length + 511) / 512 * 512];
        put(entry, 0, name);
        put(entry, 100, "0000644");
        put(entry, 124, String.format("%011o", content.length));
        put(entry, 148, "        ");
        entry[156] = (byte) type;
        put(entry, 257, "ustar");
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += entry[i] & 0xff;
        }
        put(entry, 148, String.format("%06o\0 ", sum));
        System.arraycopy(content, 0, entry, 512, content.length);
        return entry;
    }

    static byte[] tarGz(byte[]... entries) throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        for (byte[] e : entries) {
            tar.write(e);
        }
        tar.write(new byte[1024]);
        return gzip(tar.toByteArray());
    }

    static byte[] text(String s) {
        return s.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(byte[] to, int at, String s) {
        byte[] b = text(s);
        System.arraycopy(b, 0, to, at, b.length);
    }
}

package io.ramal.speech.whisper.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * What is to be known of a model file without loading it. whisper.cpp takes a file at its word: over a bad one it may abort
 * the process, and of one that was cut off it loads what is there and understands nonsense. So the whole structure is gone
 * through first, to the last byte, reading a few hundred of its places.
 *
 * <p>The format (ggml, of whisper.cpp's {@code convert-pt-to-ggml.py}): a magic number, eleven numbers, the filters, the
 * vocabulary, then one tensor after the other until the end.
 *
 * @param vocabulary size; {@value #ENGLISH_VOCABULARY} in models that know English only
 * @param context most audio context
 * @param tensors how many
 */
record ModelFile(Path path, int vocabulary, int context, int tensors) {
    static final int ENGLISH_VOCABULARY = 51_864;

    private static final int MAGIC = 0x67676d6c;
    private static final int MOST_WORD_BYTES = 1024;
    private static final int MOST_NAME_BYTES = 128;

    /** Bytes and values of a block, by type number. */
    private static final Map<Integer, int[]> BLOCKS = Map.ofEntries(
            Map.entry(0, new int[] {4, 1}), // f32
            Map.entry(1, new int[] {2, 1}), // f16
            Map.entry(2, new int[] {18, 32}), // q4_0
            Map.entry(3, new int[] {20, 32}), // q4_1
            Map.entry(6, new int[] {22, 32}), // q5_0
            Map.entry(7, new int[] {24, 32}), // q5_1
            Map.entry(8, new int[] {34, 32}), // q8_0
            Map.entry(10, new int[] {84, 256}), // q2_K
            Map.entry(11, new int[] {110, 256}), // q3_K
            Map.entry(12, new int[] {144, 256}), // q4_K
            Map.entry(13, new int[] {176, 256}), // q5_K
            Map.entry(14, new int[] {210, 256})); // q6_K

    boolean multilingual() {
        return vocabulary > ENGLISH_VOCABULARY;
    }

    /**
     * Goes through a file.
     *
     * @throws IOException with the path and what is wrong, in words for an operator
     */
    static ModelFile read(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException("no speech model at " + path);
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            return read(path, new ModelReader(file));
        } catch (ModelReader.Malformed e) {
            throw new IOException("the speech model at " + path + " is damaged or was cut off: " + e.getMessage(), e);
        }
    }

    private static ModelFile read(Path path, ModelReader in) throws IOException {
        if (in.left() < Integer.BYTES || in.number("magic number") != MAGIC) {
            throw new IOException("the file at " + path + " is no Whisper model in whisper.cpp's ggml format");
        }
        int vocabulary = in.number("size of the vocabulary", 1000, 100_000);
        int context = in.number("audio context", 100, 10_000);
        transformer(in, "audio");
        in.number("text context", 16, 10_000);
        transformer(in, "text");
        int mels = in.number("number of filters", 10, 1000);
        in.number("type of the weights", 0, 10_000);

        if (in.number("number of filters", 10, 1000) != mels) {
            throw new ModelReader.Malformed("it tells two numbers of filters");
        }
        in.skip((long) mels * in.number("size of the filters", 10, 10_000) * Float.BYTES, "filters");
        int words = in.number("number of words", 0, vocabulary);
        for (int i = 0; i < words; i++) {
            in.skip(in.number("length of a word", 0, MOST_WORD_BYTES), "a word");
        }
        int tensors = 0;
        for (; in.left() > 0; tensors++) {
            tensor(in, tensors);
        }
        if (tensors == 0) {
            throw new ModelReader.Malformed("it holds no weights");
        }
        return new ModelFile(path, vocabulary, context, tensors);
    }

    private static void transformer(ModelReader in, String of) throws IOException {
        int width = in.number("width of the " + of + " part", 64, 8192);
        int heads = in.number("number of " + of + " heads", 1, 256);
        in.number("number of " + of + " layers", 1, 128);
        if (width % heads != 0) {
            throw new ModelReader.Malformed("a width of " + width + " for " + heads + " heads");
        }
    }

    private static void tensor(ModelReader in, int index) throws IOException {
        String what = "weights no. " + (index + 1);
        int dimensions = in.number("dimensions of " + what, 1, 4);
        int name = in.number("name of " + what, 1, MOST_NAME_BYTES);
        int[] block = BLOCKS.get(in.number("type of " + what));
        if (block == null) {
            throw new ModelReader.Malformed("an unknown type of " + what);
        }
        long values = 1;
        for (int i = 0; i < dimensions; i++) {
            values *= in.number("size of " + what, 1, 1 << 20);
            if (values > Integer.MAX_VALUE) {
                throw new ModelReader.Malformed("too many values in " + what);
            }
        }
        in.skip(name, "name of " + what);
        in.skip(values / block[1] * block[0], what);
    }
}

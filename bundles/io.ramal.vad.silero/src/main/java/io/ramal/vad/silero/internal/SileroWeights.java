package io.ramal.vad.silero.internal;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The trained numbers of the 8 kHz network, immutable and shared by all sessions (0.9 MB).
 *
 * <p>A matrix is kept with one row per <em>input</em>: a layer is then a sum of rows scaled by the inputs, which the
 * compiler turns into vector instructions and which can leave out inputs that are zero (about half, after a ReLU).
 */
final class SileroWeights {
    private static final String RESOURCE = "silero-v6-8k.bin";
    private static final byte[] MAGIC = {'R', 'S', 'I', 'L'};
    private static final int VERSION = 1;

    /** Real part of the windowed Fourier transform: rows = samples 0…64 of a frame (the rest mirrors), columns = 65 bins. */
    final float[][] cosine;
    /** Imaginary part: as {@link #cosine}, the other half mirrors with the sign changed. */
    final float[][] sine;
    /** Convolutions over time, 3 taps: row = tap * inputs + input. */
    final Layer[] encoder;
    /** LSTM: rows = 128 inputs, then 128 values of the hidden state; columns = 4 gates (in, forget, cell, out) of 128. */
    final Layer lstm;

    final float[] output;
    final float outputBias;
    /** SHA-256 of the model file the numbers come from, in hex. */
    final String source;

    /** A matrix with one row of {@code bias.length} columns per input, and what is added to the sum of rows. */
    record Layer(float[][] rows, float[] bias) {}

    private record Tensor(int[] shape, float[] values) {
        float at(int i, int j, int k) {
            return values[(i * shape[1] + j) * shape[2] + k];
        }
    }

    private SileroWeights(Map<String, Tensor> t, String source) {
        this.source = source;
        Tensor basis = tensor(t, "stft.forward_basis_buffer", 2 * SileroNetwork.BINS, 1, SileroNetwork.FRAME);
        this.cosine = transform(basis, 0);
        this.sine = transform(basis, SileroNetwork.BINS);
        this.encoder = new Layer[] {
            convolution(t, 0, SileroNetwork.BINS, 128),
            convolution(t, 1, 128, 64),
            convolution(t, 2, 64, 64),
            convolution(t, 3, 64, SileroNetwork.HIDDEN)
        };
        this.lstm = recurrent(t);
        this.output = tensor(t, "decoder.decoder.2.weight", 1, SileroNetwork.HIDDEN, 1).values;
        this.outputBias = tensor(t, "decoder.decoder.2.bias", 1).values[0];
    }

    /**
     * Reads the weights that are part of this bundle.
     *
     * @throws IllegalStateException when the resource is missing or damaged
     */
    static SileroWeights load() {
        try (InputStream in = SileroWeights.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the weights " + RESOURCE + " are missing from the bundle");
            }
            return read(new DataInputStream(new BufferedInputStream(in, 1 << 16)));
        } catch (IOException e) {
            throw new IllegalStateException("the weights " + RESOURCE + " are damaged", e);
        }
    }

    private static SileroWeights read(DataInputStream in) throws IOException {
        byte[] magic = in.readNBytes(MAGIC.length);
        int version = in.readInt();
        if (!Arrays.equals(magic, MAGIC) || version != VERSION) {
            throw new IOException("not weights of version " + VERSION);
        }
        String source = HexFormat.of().formatHex(in.readNBytes(32));
        Map<String, Tensor> tensors = new HashMap<>();
        for (int n = in.readInt(); n > 0; n--) {
            String name = in.readUTF();
            int[] shape = new int[in.readInt()];
            int size = 1;
            for (int i = 0; i < shape.length; i++) {
                shape[i] = in.readInt();
                size *= shape[i];
            }
            float[] values = new float[size];
            ByteBuffer.wrap(in.readNBytes(4 * size)).asFloatBuffer().get(values);
            tensors.put(name, new Tensor(shape, values));
        }
        return new SileroWeights(tensors, source);
    }

    private static Tensor tensor(Map<String, Tensor> all, String name, int... shape) {
        Tensor t = all.get(name);
        if (t == null || !Arrays.equals(t.shape, shape)) {
            throw new IllegalStateException("tensor " + name + " should have the shape " + Arrays.toString(shape));
        }
        return t;
    }

    private static float[][] transform(Tensor basis, int firstRow) {
        int half = SileroNetwork.FRAME / 2;
        float[][] rows = new float[half + 1][SileroNetwork.BINS];
        for (int n = 0; n <= half; n++) {
            for (int k = 0; k < SileroNetwork.BINS; k++) {
                rows[n][k] = basis.at(firstRow + k, 0, n);
            }
        }
        return rows;
    }

    private static Layer convolution(Map<String, Tensor> t, int index, int inputs, int outputs) {
        String name = "encoder." + index + ".reparam_conv.";
        Tensor w = tensor(t, name + "weight", outputs, inputs, SileroNetwork.TAPS);
        float[][] rows = new float[SileroNetwork.TAPS * inputs][outputs];
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < inputs; i++) {
                for (int tap = 0; tap < SileroNetwork.TAPS; tap++) {
                    rows[tap * inputs + i][o] = w.at(o, i, tap);
                }
            }
        }
        return new Layer(rows, tensor(t, name + "bias", outputs).values);
    }

    private static Layer recurrent(Map<String, Tensor> t) {
        int n = SileroNetwork.HIDDEN;
        int gates = 4 * n;
        float[] input = tensor(t, "decoder.rnn.weight_ih", gates, n).values;
        float[] hidden = tensor(t, "decoder.rnn.weight_hh", gates, n).values;
        float[][] rows = new float[2 * n][gates];
        for (int g = 0; g < gates; g++) {
            for (int i = 0; i < n; i++) {
                rows[i][g] = input[g * n + i];
                rows[n + i][g] = hidden[g * n + i];
            }
        }
        float[] bias = tensor(t, "decoder.rnn.bias_ih", gates).values.clone();
        float[] more = tensor(t, "decoder.rnn.bias_hh", gates).values;
        for (int g = 0; g < gates; g++) {
            bias[g] += more[g];
        }
        return new Layer(rows, bias);
    }
}

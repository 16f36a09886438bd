import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the tensors of the 8 kHz branch out of silero_vad_v6.onnx: {@code java ExtractWeights.java MODEL.onnx OUT.bin}.
 *
 * <p>An ONNX file is one protobuf message. The model asks "is the rate 16000?" with an If node; its else branch is the
 * network for 8000 Hz, whose weights are Constant nodes holding named tensors. Field numbers are those of onnx.proto3.
 *
 * <p>Output, big-endian: magic "RSIL", version 1, SHA-256 of the source (32 bytes), number of tensors, then per tensor
 * its name (as writeUTF), rank, dimensions and values (float32).
 */
class ExtractWeights {
    private static final String KNOWN = "1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3";
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int NODE_ATTRIBUTE = 5;
    private static final int ATTRIBUTE_NAME = 1;
    private static final int ATTRIBUTE_TENSOR = 5;
    private static final int ATTRIBUTE_GRAPH = 6;
    private static final int TENSOR_DIMS = 1;
    private static final int TENSOR_NAME = 8;
    private static final int TENSOR_RAW = 9;

    public static void main(String[] args) throws Exception {
        byte[] model = Files.readAllBytes(Path.of(args[0]));
        byte[] sha = MessageDigest.getInstance("SHA-256").digest(model);
        if (!HexFormat.of().formatHex(sha).equals(KNOWN)) {
            System.err.println("warning: not the model this tool was written for, SHA-256 "
                    + HexFormat.of().formatHex(sha));
        }
        Map<String, byte[]> tensors = new LinkedHashMap<>();
        collect(elseBranch(only(fields(model), MODEL_GRAPH)), tensors);

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("RSIL");
        out.writeInt(1);
        out.write(sha);
        out.writeInt(tensors.size());
        for (Map.Entry<String, byte[]> t : tensors.entrySet()) {
            write(out, t.getKey(), fields(t.getValue()));
        }
        Files.write(Path.of(args[1]), bytes.toByteArray());
        System.out.println(tensors.size() + " tensors, " + bytes.size() + " bytes");
    }

    private static void write(DataOutputStream out, String name, List<Field> tensor) throws IOException {
        List<Long> dims = new ArrayList<>();
        for (Field f : tensor) {
            if (f.number == TENSOR_DIMS) {
                dims.add(f.value);
            }
        }
        out.writeUTF(name);
        out.writeInt(dims.size());
        for (long d : dims) {
            out.writeInt((int) d);
        }
        ByteBuffer raw = ByteBuffer.wrap(only(tensor, TENSOR_RAW)).order(ByteOrder.LITTLE_ENDIAN);
        while (raw.hasRemaining()) {
            out.writeFloat(raw.getFloat());
        }
        System.out.println("  " + name + " " + dims);
    }

    /** The graph of the first attribute called else_branch. */
    private static byte[] elseBranch(byte[] graph) {
        for (Field node : fields(graph)) {
            if (node.number != GRAPH_NODE) {
                continue;
            }
            for (Field a : fields(node.bytes)) {
                if (a.number == NODE_ATTRIBUTE && nameOf(a.bytes, ATTRIBUTE_NAME).equals("else_branch")) {
                    return only(fields(a.bytes), ATTRIBUTE_GRAPH);
                }
            }
        }
        throw new IllegalStateException("no If node in the model");
    }

    private static void collect(byte[] graph, Map<String, byte[]> tensors) {
        for (Field node : fields(graph)) {
            if (node.number != GRAPH_NODE) {
                continue;
            }
            for (Field a : fields(node.bytes)) {
                if (a.number != NODE_ATTRIBUTE) {
                    continue;
                }
                for (Field t : fields(a.bytes)) {
                    if (t.number == ATTRIBUTE_TENSOR && !nameOf(t.bytes, TENSOR_NAME).isEmpty()) {
                        tensors.put(nameOf(t.bytes, TENSOR_NAME), t.bytes);
                    }
                }
            }
        }
    }

    private static String nameOf(byte[] message, int number) {
        for (Field f : fields(message)) {
            if (f.number == number && f.bytes != null) {
                return new String(f.bytes, java.nio.charset.StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private static byte[] only(List<Field> fields, int number) {
        return fields.stream().filter(f -> f.number == number).findFirst().orElseThrow().bytes;
    }

    private record Field(int number, long value, byte[] bytes) {}

    private static List<Field> fields(byte[] message) {
        List<Field> all = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(message);
        while (in.hasRemaining()) {
            int tag = (int) varint(in);
            int number = tag >>> 3;
            switch (tag & 7) {
                case 0 -> all.add(new Field(number, varint(in), null));
                case 1 -> all.add(new Field(number, 0, take(in, 8)));
                case 2 -> all.add(new Field(number, 0, take(in, (int) varint(in))));
                case 5 -> all.add(new Field(number, 0, take(in, 4)));
                default -> throw new IllegalStateException("not a protobuf message");
            }
        }
        return all;
    }

    private static byte[] take(ByteBuffer in, int n) {
        byte[] b = new byte[n];
        in.get(b);
        return b;
    }

    private static long varint(ByteBuffer in) {
        long v = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = in.get();
            v |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return v;
            }
        }
    }
}

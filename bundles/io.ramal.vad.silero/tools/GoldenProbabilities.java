package io.ramal.vad.silero.internal;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What ONNX Runtime says about the golden sound: {@code GoldenProbabilities MODEL.onnx OUT.txt}, one probability per
 * window of 256 samples, each shown with the 32 samples before it. See README.md for the class path.
 */
class GoldenProbabilities {
    public static void main(String[] args) throws Exception {
        short[] sound = GoldenSound.samples();
        float[] input = new float[32 + 256];
        float[] state = new float[256];
        List<String> lines = new ArrayList<>();
        OrtEnvironment runtime = OrtEnvironment.getEnvironment();
        try (OrtSession session = runtime.createSession(args[0])) {
            for (int at = 0; at + 256 <= sound.length; at += 256) {
                System.arraycopy(input, 256, input, 0, 32);
                for (int i = 0; i < 256; i++) {
                    input[32 + i] = sound[at + i] / 32768f;
                }
                try (OnnxTensor x = OnnxTensor.createTensor(runtime, FloatBuffer.wrap(input), new long[] {1, 288});
                        OnnxTensor s = OnnxTensor.createTensor(runtime, FloatBuffer.wrap(state), new long[] {2, 1, 128});
                        OnnxTensor rate = OnnxTensor.createTensor(runtime, 8000L);
                        OrtSession.Result r = session.run(Map.of("input", x, "state", s, "sr", rate))) {
                    lines.add(Float.toString(((OnnxTensor) r.get(0)).getFloatBuffer().get(0)));
                    ((OnnxTensor) r.get(1)).getFloatBuffer().get(state);
                }
            }
        }
        Files.write(Path.of(args[1]), lines);
    }
}

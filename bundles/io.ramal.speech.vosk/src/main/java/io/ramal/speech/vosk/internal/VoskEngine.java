package io.ramal.speech.vosk.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;
import org.vosk.Recognizer;

/** The real engine. The only class that knows the Vosk library; the library is loaded by the first use. */
final class VoskEngine implements ModelLoader {
    private static final Logger LOG = LoggerFactory.getLogger(VoskEngine.class);

    private static final int TRIAL_MILLIS = 100;

    @Override
    public SpeechModel load(Path folder) throws IOException {
        Model model;
        try {
            LibVosk.setLogLevel(LogLevel.WARNINGS);
            model = new Model(folder.toString());
        } catch (LinkageError e) {
            throw new NoEngineException(
                    "the Vosk library does not load on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch") + " (" + e.getMessage() + "); it is made for Linux x86_64",
                    e);
        } catch (IOException e) {
            throw new IOException("Vosk refuses the model at " + folder + "; its console output says why", e);
        }
        GrammarWords words = GrammarWords.of(folder);
        if (!words.possible()) {
            LOG.info("The graph of the speech model {} is fixed: answers are understood, but not checked", folder);
        }
        LoadedModel loaded = new LoadedModel(model, ModelFolder.sampleRate(folder), words);
        try (SpeechRecognizer trial = loaded.recognizer()) {
            // a model with a damaged graph loads and fails only here
            trial.accept(new short[loaded.sampleRate() * TRIAL_MILLIS / 1000]);
            trial.last();
            return loaded;
        } catch (IOException e) {
            loaded.close();
            throw new IOException("the model at " + folder + " is damaged: it loads, but does not recognise", e);
        }
    }

    private record LoadedModel(Model model, int sampleRate, GrammarWords words) implements SpeechModel {
        @Override
        public SpeechRecognizer recognizer() throws IOException {
            return ready(new Recognizer(model, sampleRate));
        }

        @Override
        public Set<String> known(Set<String> wanted) {
            return words.known(wanted);
        }

        @Override
        public SpeechRecognizer recognizer(String grammar) throws IOException {
            return ready(new Recognizer(model, sampleRate, grammar));
        }

        private static SpeechRecognizer ready(Recognizer recognizer) throws IOException {
            // with a grammar the library's class does not look; any call on nothing would end the process
            if (recognizer.getPointer() == null) {
                throw new IOException("Vosk makes no recogniser");
            }
            recognizer.setWords(true);
            return new VoskRecognizer(recognizer);
        }

        @Override
        public void close() {
            model.close();
        }
    }

    private record VoskRecognizer(Recognizer recognizer) implements SpeechRecognizer {
        @Override
        public boolean accept(short[] samples) {
            return recognizer.acceptWaveForm(samples, samples.length);
        }

        @Override
        public String partial() {
            return recognizer.getPartialResult();
        }

        @Override
        public String result() {
            return recognizer.getResult();
        }

        @Override
        public String last() {
            return recognizer.getFinalResult();
        }

        @Override
        public void close() {
            recognizer.close();
        }
    }
}

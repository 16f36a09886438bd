package io.ramal.speech.whisper.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bundle goes through that is refreshed and updated, played by class loaders. */
class NativeLibraryTest {
    private static final int COLLECTIONS = 20;

    @TempDir
    Path folder;

    @Test
    void eachClassLoaderHasItsOwnAndIsFreedWithIt() throws Exception {
        assumeLinux();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            loaders.add(loadInALoaderOfItsOwn());
        }
        for (int i = 0; i < COLLECTIONS && loaders.stream().anyMatch(l -> l.get() != null); i++) {
            System.gc();
        }
        assertThat(loaders).allMatch(l -> l.get() == null);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aProcessHasOneVersionOnly() throws Exception {
        assumeLinux();
        loadInALoaderOfItsOwn();
        String version = System.getProperty(NativeLibrary.LOADED);
        assertThat(version).hasSize(64);
        System.setProperty(NativeLibrary.LOADED, "another");
        try {
            assertThatThrownBy(NativeLibrary::load)
                    .isInstanceOf(NoEngineException.class)
                    .hasMessageContaining("another version")
                    .extracting(e -> ((NoEngineException) e).cure())
                    .isEqualTo("restart the server");
        } finally {
            System.setProperty(NativeLibrary.LOADED, version);
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void wellFormedFilesWithTheWrongWeightsAreRefusedAndDoNotEndTheProcess() throws Exception {
        assumeLinux();
        WhisperEngine engine = new WhisperEngine(1, 1);
        for (byte[] bad : List.of(
                TinyModel.bytes(TinyModel.MULTILINGUAL),
                TinyModel.bytes(TinyModel.ENGLISH),
                new TinyModel()
                        .head(TinyModel.MULTILINGUAL)
                        .tensor("nonsense", 0, 10)
                        .bytes())) {
            ModelFile file = ModelFile.read(Files.write(folder.resolve("bad.bin"), bad));
            assertThatThrownBy(() -> engine.load(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Whisper refuses the model at " + file.path());
        }
    }

    private static WeakReference<ClassLoader> loadInALoaderOfItsOwn() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            Class<?> library = loader.loadClass(NativeLibrary.class.getName());
            assertThat(library).isNotSameAs(NativeLibrary.class);
            Method load = library.getDeclaredMethod("load");
            load.setAccessible(true);
            load.invoke(null);
            Class<?> jni = loader.loadClass("io.github.givimad.whisperjni.WhisperJNI");
            Object whisper = jni.getDeclaredConstructor().newInstance();
            assertThat((String) jni.getMethod("getSystemInfo").invoke(whisper)).contains("AVX");
            return new WeakReference<>(loader);
        }
    }

    private static List<String> leftovers() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.map(p -> p.getFileName().toString())
                    .filter(n -> n.startsWith("ramal-whisper-"))
                    .toList();
        }
    }

    static void assumeLinux() {
        String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        assumeTrue(machine.equals("Linux amd64"), "there is no Whisper library on board for " + machine);
    }
}

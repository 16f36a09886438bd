package io.ramal.speech.vosk.internal;

import io.ramal.provider.ModelInstaller.Model;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an operator asks to install, understood.
 *
 * @param sha256 expected checksum in lower-case hex; empty for none
 * @param sumIsOurs whether the checksum comes from our list and not from the operator
 */
record ModelSource(String language, URI uri, String sha256, boolean sumIsOurs) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * Understands a name, an address or a path, each perhaps with {@code <language>=} in front.
     *
     * @throws IOException saying what is wrong with it
     */
    static ModelSource of(String nameOrUrl, String sha256, List<Model> known, List<String> languages)
            throws IOException {
        String asked = nameOrUrl.strip();
        String sum = sha256.strip().toLowerCase(Locale.ROOT);
        if (!sum.isEmpty() && !SHA256.matcher(sum).matches()) {
            throw new IOException("\"" + sha256 + "\" is no sha256: it has 64 hexadecimal digits");
        }
        Optional<Model> named =
                known.stream().filter(m -> m.name().equals(asked)).findFirst();
        if (named.isPresent()) {
            Model m = named.get();
            return new ModelSource(m.name(), URI.create(m.url()), sum.isEmpty() ? m.sha256() : sum, sum.isEmpty());
        }
        int equals = asked.indexOf('=');
        if (equals > 0 && asked.substring(0, equals).matches("[a-z]{2,3}")) {
            return new ModelSource(asked.substring(0, equals), uri(asked.substring(equals + 1)), sum, false);
        }
        URI uri = uri(asked);
        String name = name(uri);
        List<String> told = languages.stream()
                .filter(l ->
                        Pattern.compile("[-_.]" + l + "[-_.]").matcher(name).find())
                .toList();
        if (told.size() != 1) {
            throw new IOException("which language is " + name + "? Say it in front: "
                    + (languages.isEmpty() ? "pt" : languages.get(0)) + "=" + asked);
        }
        return new ModelSource(told.get(0), uri, sum, false);
    }

    boolean isLocal() {
        return "file".equals(uri.getScheme());
    }

    Path path() {
        return Path.of(uri);
    }

    String fileName() {
        return name(uri);
    }

    /** The address without a user name or password that may be in it. */
    String address() {
        return isLocal() ? uri.getPath() : uri.getScheme() + "://" + uri.getHost() + uri.getPath();
    }

    private static URI uri(String text) throws IOException {
        try {
            if (text.startsWith("http://") || text.startsWith("https://")) {
                URI uri = URI.create(text);
                if (uri.getHost() == null || name(uri).isEmpty()) {
                    throw new IOException("\"" + text + "\" names no file on a host");
                }
                return uri;
            }
            Path path = text.startsWith("file:") ? Path.of(URI.create(text)) : Path.of(text);
            if (!Files.isRegularFile(path)) {
                throw new IOException(
                        "\"" + text + "\" is neither a known name (ramal:model-install lists them), nor an"
                                + " http(s) address, nor an archive on this machine");
            }
            return path.toAbsolutePath().toUri();
        } catch (IllegalArgumentException e) {
            throw new IOException("\"" + text + "\" is no address: " + e.getMessage(), e);
        }
    }

    private static String name(URI uri) {
        String path = String.valueOf(uri.getPath());
        String name = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        return name.startsWith(".") ? "_" + name : name;
    }
}

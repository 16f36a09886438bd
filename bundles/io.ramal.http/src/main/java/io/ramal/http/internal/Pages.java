package io.ramal.http.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.http.HttpServlet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What other bundles serve beside the API, by path. They are reached through the one servlet of the API: the web server,
 * when its settings change, loses servlets of other bundles for good. Thread-safe.
 */
final class Pages {
    /** Property that holds the path, such as {@code /metrics}. */
    static final String PATH = "ramal.path";

    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    private final Map<String, HttpServlet> pages = new ConcurrentHashMap<>();

    void add(HttpServlet page, Map<String, ?> properties) {
        if (properties.get(PATH) instanceof String path && path.startsWith("/")) {
            if (pages.putIfAbsent(path, page) != null) {
                LOG.error("{} is not served by {}: another one has that path", path, page);
            }
        } else {
            LOG.error("{} = {} of {} is no path: it must begin with /", PATH, properties.get(PATH), page);
        }
    }

    void remove(HttpServlet page) {
        pages.values().removeIf(p -> p == page);
    }

    @Nullable
    HttpServlet find(String path) {
        return pages.get(path);
    }
}

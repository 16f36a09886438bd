package io.ramal.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import javax.servlet.http.HttpServlet;
import org.junit.jupiter.api.Test;

class PagesTest {
    private final Pages pages = new Pages();

    @Test
    void aPageIsFoundByItsPathWhileItIsThere() {
        HttpServlet page = new Page();
        pages.add(page, Map.of(Pages.PATH, "/metrics"));
        assertThat(pages.find("/metrics")).isSameAs(page);
        assertThat(pages.find("/metrics/")).isNull();
        pages.remove(page);
        assertThat(pages.find("/metrics")).isNull();
    }

    @Test
    void theFirstKeepsItsPathAndABadPathIsNone() {
        HttpServlet first = new Page();
        HttpServlet second = new Page();
        pages.add(first, Map.of(Pages.PATH, "/metrics"));
        pages.add(second, Map.of(Pages.PATH, "/metrics"));
        pages.add(second, Map.of(Pages.PATH, "console"));
        pages.add(second, Map.of(Pages.PATH, 7));
        pages.remove(second);
        assertThat(pages.find("/metrics")).isSameAs(first);
        assertThat(pages.find("console")).isNull();
    }

    private static final class Page extends HttpServlet {
        private static final long serialVersionUID = 1L;
    }
}

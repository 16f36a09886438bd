package io.ramal.metrics.internal;

import io.ramal.call.CallStatistics;
import io.ramal.call.Calls;
import io.ramal.call.LineStatistics;
import io.ramal.call.Reception;
import io.ramal.extension.Extensions;
import io.ramal.provider.ProviderRegistry;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is read at a scrape; each may be absent, come and go. */
record Sources(
        Supplier<@Nullable LineStatistics> lines,
        Supplier<@Nullable Extensions> extensions,
        Supplier<@Nullable ProviderRegistry> providers,
        Supplier<@Nullable Calls> calls,
        Supplier<@Nullable Reception> reception,
        Supplier<List<CallStatistics>> statistics) {}

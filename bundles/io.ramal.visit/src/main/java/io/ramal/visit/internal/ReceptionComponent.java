package io.ramal.visit.internal;

import io.ramal.call.Reception;
import java.util.Hashtable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.condition.Condition;

/**
 * Keeps what the operator said about new visits. It needs nothing, so that a drain lasts while what visits need is updated
 * and {@link VisitComponent} comes and goes. While visits are taken in a {@link Condition} with the id
 * {@value Reception#CONDITION} is registered.
 */
@Component(
        service = {ReceptionComponent.class, Reception.class},
        immediate = true)
public final class ReceptionComponent implements Reception {
    private final BundleContext context;
    private final FrontDoor door = new FrontDoor(this::show);
    /** Touched only as {@link FrontDoor.Sign} allows: by one thread at a time. */
    private @Nullable ServiceRegistration<Condition> condition;

    @Activate
    public ReceptionComponent(BundleContext context) {
        this.context = context;
    }

    private void show(boolean accepting) {
        if (accepting) {
            condition = context.registerService(
                    Condition.class,
                    Condition.INSTANCE,
                    new Hashtable<>(Map.of(Condition.CONDITION_ID, Reception.CONDITION)));
        } else if (condition != null) {
            condition.unregister();
            condition = null;
        }
    }

    /** Told by whoever serves visits, at its beginning and its end. */
    void staffed(boolean now) {
        door.staffed(now);
    }

    @Override
    public boolean accepting() {
        return door.accepting();
    }

    @Override
    public void drain() {
        door.drain();
    }

    @Override
    public void resume() {
        door.resume();
    }

    @Deactivate
    void close() {
        door.staffed(false);
    }
}

package io.ramal.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.Test;

class FailedServersTest {
    private final MBeanServer beans = MBeanServerFactory.newMBeanServer();
    private final List<String> stopped = new ArrayList<>();

    @Test
    void onlyThoseThatHaveFailedAreStopped() throws Exception {
        server("type=server,id=1", "FAILED");
        server("type=server,id=2", "STARTED");
        server("type=server,id=3", "STOPPED");
        server("type=server,id=4", "FAILED");
        server("type=serverconnector,id=1", "FAILED");
        assertThat(new FailedServers(beans).stop()).isEqualTo(2);
        assertThat(stopped).containsExactlyInAnyOrder("type=server,id=1", "type=server,id=4");
    }

    @Test
    void oneThatCannotBeStoppedDoesNotKeepTheOthers() throws Exception {
        server("type=server,id=1", "FAILED");
        beans.registerMBean(new Nothing(), new ObjectName("org.eclipse.jetty.server:type=server,id=2"));
        assertThat(new FailedServers(beans).stop()).isEqualTo(1);
    }

    private void server(String name, String state) throws Exception {
        beans.registerMBean(
                new Life() {
                    @Override
                    public String getstate() {
                        return state;
                    }

                    @Override
                    public void stop() {
                        stopped.add(name);
                    }
                }.bean(),
                new ObjectName("org.eclipse.jetty.server:" + name));
    }

    /** As Jetty's, whose attributes begin with a small letter. */
    public interface Life {
        String getstate();

        void stop();

        default Object bean() throws Exception {
            return new StandardMBean(this, Life.class);
        }
    }

    /** Tells nothing. */
    public interface NothingMBean {}

    /** Tells nothing. */
    public static final class Nothing implements NothingMBean {}
}

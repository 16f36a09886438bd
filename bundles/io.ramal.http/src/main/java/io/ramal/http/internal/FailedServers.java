package io.ramal.http.internal;

import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops web servers that failed to start. Of several ports Jetty keeps those open that it could have, and answers 404 to
 * every path there; Pax Web (8.0.34) lets go of such a server without stopping it, so that no other one can have its ports
 * any more. Nobody holds it afterwards but the MBeans it has registered.
 */
final class FailedServers {
    private static final Logger LOG = LoggerFactory.getLogger(FailedServers.class);

    private final MBeanServer beans;

    FailedServers(MBeanServer beans) {
        this.beans = beans;
    }

    /** @return how many were stopped */
    int stop() {
        int stopped = 0;
        for (ObjectName name : servers()) {
            try {
                if ("FAILED".equals(beans.getAttribute(name, "state"))) {
                    beans.invoke(name, "stop", new Object[0], new String[0]);
                    stopped++;
                }
            } catch (JMException e) {
                LOG.warn("{} cannot be stopped: {}", name, e.toString());
            }
        }
        return stopped;
    }

    private Set<ObjectName> servers() {
        try {
            return beans.queryNames(new ObjectName("org.eclipse.jetty.server:type=server,*"), null);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }
}

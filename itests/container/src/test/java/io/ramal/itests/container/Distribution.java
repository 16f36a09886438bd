package io.ramal.itests.container;

import static org.ops4j.pax.exam.CoreOptions.systemTimeout;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.karaf.options.KarafDistributionOption;
import org.ops4j.pax.exam.options.extra.VMOption;

/** Our own distribution as Pax Exam starts it: without bin/karaf, so that its JVM options are repeated here. */
final class Distribution {
    private Distribution() {}

    static Option[] options(int apiPort) {
        String archive = System.getProperty("ramal.archive");
        String repository = System.getProperty("ramal.repository");
        List<Option> options = new ArrayList<>(List.of(
                karafDistributionConfiguration()
                        .frameworkUrl("file:" + archive)
                        .karafVersion(System.getProperty("karaf.version"))
                        .name("Ramal")
                        .unpackDirectory(new File(System.getProperty("ramal.unpack")))
                        .useDeployFolder(false),
                KarafDistributionOption.configureConsole().ignoreLocalConsole(),
                systemTimeout(180_000),
                // our system repository first: the local one may hold older bundles, or none
                editConfigurationFilePut(
                        "etc/org.ops4j.pax.url.mvn.cfg",
                        "org.ops4j.pax.url.mvn.defaultRepositories",
                        "${karaf.home.uri}${karaf.default.repository}@id=system.repository@snapshots,file:" + repository
                                + "@id=build.repo@snapshots"),
                editConfigurationFilePut("etc/org.ops4j.pax.web.cfg", "org.osgi.service.http.port", "" + apiPort),
                editConfigurationFilePut("etc/io.ramal.extensions.cfg", "api.port", "" + apiPort),
                editConfigurationFilePut("etc/io.ramal.extensions.cfg", "compat.address", "127.0.0.1"),
                editConfigurationFilePut("etc/org.apache.karaf.shell.cfg", "sshPort", "" + freePort())));
        jvmOptions(System.getProperty("karaf.version")).forEach(o -> options.add(new VMOption(o)));
        return options.toArray(new Option[0]);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> jvmOptions(String v) {
        return List.of(
                // as bin/setenv has it
                "-Xms256m",
                "-Xmx512m",
                "-XX:MetaspaceSize=96m",
                "-XX:+UseShenandoahGC",
                "-XX:ThreadPriorityPolicy=1",
                "-XX:CompilerThreadPriority=0",
                "--add-reads=java.xml=java.logging",
                "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                "--patch-module",
                "java.base=lib/endorsed/org.apache.karaf.specs.locator-" + v + ".jar",
                "--patch-module",
                "java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-" + v + ".jar",
                "--add-opens",
                "java.base/java.security=ALL-UNNAMED",
                "--add-opens",
                "java.base/java.net=ALL-UNNAMED",
                "--add-opens",
                "java.base/java.lang=ALL-UNNAMED",
                "--add-opens",
                "java.base/java.util=ALL-UNNAMED",
                "--add-opens",
                "java.naming/javax.naming.spi=ALL-UNNAMED",
                "--add-opens",
                "java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.file=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.https=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.content.text=ALL-UNNAMED",
                "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED");
    }
}

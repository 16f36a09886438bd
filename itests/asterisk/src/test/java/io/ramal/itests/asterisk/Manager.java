package io.ramal.itests.asterisk;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A client of Asterisk's manager interface; one thread. */
final class Manager implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private final List<Map<String, String>> events = new ArrayList<>();

    Manager(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        in.readLine();
    }

    /** The answer to an action. */
    Map<String, String> send(Map<String, String> action) throws IOException {
        StringBuilder text = new StringBuilder("Action: " + action.get("Action") + "\r\n");
        action.forEach((name, value) -> {
            if (!name.equals("Action")) {
                text.append(name).append(": ").append(value).append("\r\n");
            }
        });
        socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
        Map<String, String> message = read();
        while (!message.containsKey("Response") || message.containsKey("Event")) {
            events.add(message);
            message = read();
        }
        return message;
    }

    /** The events an action is answered with. */
    List<Map<String, String>> list(Map<String, String> action, String item, String last) throws IOException {
        send(action);
        List<Map<String, String>> items = new ArrayList<>();
        Map<String, String> message = read();
        while (!last.equals(message.get("Event"))) {
            if (item.equals(message.get("Event"))) {
                items.add(message);
            } else {
                events.add(message);
            }
            message = read();
        }
        return items;
    }

    /** The first event of a name that has come or comes with this field. */
    Map<String, String> event(String name, String field, String value) throws IOException {
        for (int i = 0; ; i++) {
            if (i == events.size()) {
                events.add(read());
            }
            Map<String, String> event = events.get(i);
            if (name.equals(event.get("Event")) && value.equals(event.get(field))) {
                return event;
            }
        }
    }

    /** Names of the events read so far that answer no action. */
    Set<String> seen() {
        return events.stream().map(e -> e.get("Event")).collect(Collectors.toSet());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Map<String, String> read() throws IOException {
        Map<String, String> message = new LinkedHashMap<>();
        while (true) {
            String line = in.readLine();
            if (line == null) {
                throw new EOFException("Asterisk has closed the connection");
            }
            if (line.isEmpty() && !message.isEmpty()) {
                return message;
            }
            int colon = line.indexOf(": ");
            if (colon > 0) {
                message.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
    }
}

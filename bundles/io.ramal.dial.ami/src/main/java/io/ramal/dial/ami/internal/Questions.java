package io.ramal.dial.ami.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Actions that wait for their answer, by ActionID. Belongs to the desk. */
final class Questions {
    /** More channels than any one Asterisk carries. */
    private static final int MAX_LISTED = 20_000;

    private record Question(Consumer<Reply> told, Future<?> timeout, List<Message> listed) {}

    private final Map<String, Question> open = new HashMap<>();

    void put(String id, Consumer<Reply> told, Future<?> timeout) {
        open.put(id, new Question(told, timeout, new ArrayList<>()));
    }

    /** Whether the message belonged to an answer. */
    boolean take(Message m) {
        String id = m.get("ActionID");
        Question question = open.get(id);
        // the result of an Originate carries its ActionID too, but is news, not an answer
        if (question == null || m.isEvent("OriginateResponse")) {
            return false;
        }
        String list = m.get("EventList");
        if (m.isResponse()) {
            if (!m.isSuccess()) {
                end(id, new Reply(Reply.Kind.REFUSED, m.get("Message"), List.of()));
            } else if (!list.equalsIgnoreCase("start")) {
                end(id, new Reply(Reply.Kind.DONE, m.get("Message"), List.of()));
            }
        } else if (list.equalsIgnoreCase("Complete")) {
            end(id, new Reply(Reply.Kind.DONE, "", question.listed()));
        } else if (question.listed().size() < MAX_LISTED) {
            question.listed().add(m);
        }
        return true;
    }

    void end(String id, Reply reply) {
        Question question = open.remove(id);
        if (question != null) {
            question.timeout().cancel(false);
            question.told().accept(reply);
        }
    }

    void endAll(Reply reply) {
        List.copyOf(open.keySet()).forEach(id -> end(id, reply));
    }
}

package io.ramal.records.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Keys of the PID {@code io.ramal.records}. */
@ObjectClassDefinition(name = "Ramal records", description = "What is kept of visits, and for how long.")
public @interface RecordsConfig {
    @AttributeDefinition(
            name = "Decisions (days)",
            description = "How long decisions are kept; 0 for ever.",
            min = "0",
            max = "36500")
    int audit_days() default 365;

    @AttributeDefinition(
            name = "Keep transcripts",
            description = "Whether the words of visits that have transcripts switched on are kept in files.")
    boolean transcripts_keep() default true;

    @AttributeDefinition(
            name = "Transcripts (days)",
            description = "How long words are kept; never for ever.",
            min = "1",
            max = "3650")
    int transcripts_days() default 30;

    @AttributeDefinition(
            name = "Recordings (days)",
            description = "How long sound is kept; never for ever.",
            min = "1",
            max = "3650")
    int recordings_days() default 7;

    @AttributeDefinition(
            name = "Recordings (MB)",
            description = "Most that recordings may take on disk; the oldest go first.",
            min = "10",
            max = "10000000")
    int recordings_max_mb() default 1000;

    @AttributeDefinition(
            name = "Free disk (MB)",
            description = "With less free, no new recording is begun.",
            min = "0",
            max = "10000000")
    int disk_free_min_mb() default 500;
}

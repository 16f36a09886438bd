package io.ramal.doorman.internal.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.ramal.conversation.Resident;
import io.ramal.conversation.VisitData;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryTest {
    private static final String BUILDING = """
            [{"apartment_number":"501","residents":["Márcia Lima","José Pereira"],"voip_number":"1003501","condominium_id":10},
             {"apartment_number":"5012","residents":["Ana"],"voip_number":"10035012","condominium_id":10},
             {"apartment_number":"50","residents":["Rui"],"voip_number":"1003050","condominium_id":10},
             {"apartment_number":"101A","residents":["Paula Prado"],"voip_number":"201","condominium_id":10},
             {"apartment_number":"Bloco B Apto 101","residents":["Caio Dias"],"voip_number":"202","condominium_id":10},
             {"apartment_number":"302-1","residents":[],"voip_number":"301","condominium_id":10},
             {"apartment_number":"302-2","residents":["Rita"],"voip_number":"302","condominium_id":10},
             {"apartment_number":"0007","residents":["Igor Melo"],"voip_number":"sip:sete@10.0.0.7","condominium_id":10},
             {"apartment_number":"Cobertura","residents":["Lia Reis"],"voip_number":"900","condominium_id":10},
             {"apartment_number":"601","residents":["Bruno Sá"],"voip_number":"601","condominium_id":10},
             {"apartment_number":"601","residents":["Clara Nunes"],"voip_number":"602","condominium_id":10},
             {"apartment_number":"701","residents":["Davi Luz"],"voip_number":"","condominium_id":10},
             {"apartment_number":"501","residents":["Otto Braun"],"voip_number":"77501","condominium_id":11},
             {"apartment_number":"501","residents":["Sara Telles"],"voip_number":"99501"},
             {"apartment_number":"999","residents":["Igor Melo"],"voip_number":"99999"}]
            """;

    private static final Names NAMES = new Names();
    private static final ApartmentReader APARTMENTS = new ApartmentReader();

    private final Index index = index(BUILDING);

    private static Index index(String json) {
        try {
            return new Index(
                    new ApartmentFile(NAMES, APARTMENTS).read(json.getBytes(StandardCharsets.UTF_8)),
                    NAMES,
                    APARTMENTS);
        } catch (ApartmentFile.Broken e) {
            throw new AssertionError(e);
        }
    }

    private Lookup find(String apartment, String resident) {
        return index.find(10, new VisitData("visita", "Zeca", apartment, resident));
    }

    private static Lookup found(String apartment, String destination) {
        return new Lookup.Found(new Resident(apartment, destination));
    }

    @ParameterizedTest
    @CsvSource({
        "501,501,1003501",
        "quinhentos e um,501,1003501",
        "cinco zero um,501,1003501",
        "apto 501,501,1003501",
        "five oh one,501,1003501",
        "apartment five hundred and one,501,1003501",
        "0501,501,1003501",
        "5012,5012,10035012",
        "50,50,1003050",
        "cinquenta,50,1003050",
        "101A,101A,201",
        "101 bloco a,101A,201",
        "101-B,101B,202",
        "B101,101B,202",
        "bloco b apartamento cento e um,101B,202",
        "302-2,302-2,302",
        "torre dois apartamento trezentos e dois,302-2,302",
        "302 bloco 02,302-2,302",
        "7,0007,sip:sete@10.0.0.7",
        "0007,0007,sip:sete@10.0.0.7",
        "sete,0007,sip:sete@10.0.0.7",
        "a cobertura,COBERTURA,900",
        "601,601,601",
        "999,999,99999"
    })
    void byNumber(String told, String apartment, String destination) {
        assertThat(find(told, "")).isEqualTo(found(apartment, destination));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5", "51", "502", "5010", "50122", "501B", "501-2", "1501", "101C", "302-3", "loja 50", "501 502",
                "xyz", "70"
            })
    void nothingNearANumberIsTheNumber(String told) {
        assertThat(find(told, "")).isEqualTo(new Lookup.NoSuchApartment());
    }

    @Test
    void theBlockIsAskedFor() {
        assertThat(find("101", "")).isEqualTo(new Lookup.Ambiguous(List.of("101A", "101B")));
        assertThat(find("cento e um", "Ninguém")).isEqualTo(new Lookup.Ambiguous(List.of("101A", "101B")));
        assertThat(find("302", "")).isEqualTo(new Lookup.Ambiguous(List.of("302-1", "302-2")));
        assertThat(find("101", "dona Paula")).isEqualTo(found("101A", "201"));
    }

    @Test
    void zerosCountWhereTheyTellHomesApart() {
        Index zeros = index("""
                [{"apartment_number":"0101","voip_number":"1"},{"apartment_number":"101","voip_number":"2"},
                 {"apartment_number":"0102","voip_number":"3"}]""");
        assertThat(zeros.find(1, VisitData.EMPTY.withApartment("101"))).isEqualTo(found("101", "2"));
        assertThat(zeros.find(1, VisitData.EMPTY.withApartment("0101"))).isEqualTo(found("0101", "1"));
        assertThat(zeros.find(1, VisitData.EMPTY.withApartment("00101")))
                .isEqualTo(new Lookup.Ambiguous(List.of("0101", "101")));
        assertThat(zeros.find(1, VisitData.EMPTY.withApartment("102"))).isEqualTo(found("0102", "3"));
    }

    @ParameterizedTest
    @CsvSource({
        "601,clara,602",
        "601,dona clara nunes,602",
        "601,bruno,601",
        "601,minha mãe,601",
        "501,seu zé,1003501",
        "501,marcia,1003501",
        "302-1,qualquer pessoa,301"
    })
    void theResidentChoosesAmongTheEntries(String apartment, String resident, String destination) {
        assertThat(find(apartment, resident)).isEqualTo(found(apartment, destination));
    }

    @Test
    void nobodyOfThatName() {
        assertThat(find("501", "Mariana")).isEqualTo(new Lookup.NoSuchResident());
        assertThat(find("501", "José Prado")).isEqualTo(new Lookup.NoSuchResident());
        assertThat(find("601", "Breno")).isEqualTo(new Lookup.NoSuchResident());
    }

    @Test
    void nothingToRing() {
        assertThat(find("701", "")).isEqualTo(new Lookup.NoNumber());
        assertThat(find("701", "Davi")).isEqualTo(new Lookup.NoNumber());
    }

    @Test
    void byNameAloneOnlyWhoKnowsAllOfIt() {
        assertThat(find("", "Clara Nunes")).isEqualTo(found("601", "602"));
        assertThat(find("", "dona clara nunes")).isEqualTo(found("601", "602"));
        assertThat(find("", "seu zé pereira")).isEqualTo(found("501", "1003501"));
        assertThat(find("", "Clara")).isEqualTo(new Lookup.Ambiguous(List.of()));
        assertThat(find("", "dona Clara")).isEqualTo(new Lookup.Ambiguous(List.of()));
        assertThat(find("", "Igor Melo")).as("lives twice").isEqualTo(new Lookup.Ambiguous(List.of()));
        assertThat(find("", "Clara Lima"))
                .as("lives nowhere, which is not told from living twice")
                .isEqualTo(find("", "Igor Melo"));
        assertThat(find("", "")).isEqualTo(new Lookup.Ambiguous(List.of()));
    }

    @Test
    void theCondominiumsOwnEntriesComeFirst() {
        VisitData visit = VisitData.EMPTY.withApartment("501");
        assertThat(index.find(11, visit)).isEqualTo(found("501", "77501"));
        assertThat(index.find(12, visit)).isEqualTo(found("501", "99501"));
        assertThat(index.find(10, visit.withResidentName("Sara Telles"))).isEqualTo(new Lookup.NoSuchResident());
        assertThat(index.find(10, VisitData.EMPTY.withResidentName("Sara Telles")))
                .as("hidden by the condominium's own")
                .isEqualTo(new Lookup.Ambiguous(List.of()));
        assertThat(index.find(11, VisitData.EMPTY.withApartment("601"))).isEqualTo(new Lookup.NoSuchApartment());
    }

    @ParameterizedTest
    @CsvSource({
        "doze três,1203;124B,1203",
        "doze três,123B;1203,123B 1203",
        "doze três,123,123",
        "doze três,12-3;12-4,12-3",
        "12 3,123;1203,123 1203",
        "12 3 bloco 2,123-2;1203-1,123-2",
        "cinquenta e um dois,512,512",
        "cinquenta e um dois,51-2;51-3,51-2",
        "cinquenta e um dois,512;51-2,512 51-2",
        "doze três,45,",
        "123,123;1203;12-3,123",
        "12-3,123;1203;12-3,12-3",
        "51-2,512;51-2,51-2",
        "12-3,1203,1203",
        "50-1,501;502,501",
        "5-01,501,501",
        "doze zero três,123;1203,1203",
        "nº 501,501,501",
        "n 501,501;501N,501",
        "501º,501,501",
        "５０１,501,501",
        "cobertura,COBERTURA 1;COBERTURA 2,COBERTURA 1 COBERTURA 2",
        "cobertura,COBERTURA;COBERTURA 2,COBERTURA",
        "a cobertura,COBERTURA 1,COBERTURA 1",
        "cobertura dois,COBERTURA 1;COBERTURA 2,COBERTURA 2",
        "cobertura três,COBERTURA 1;COBERTURA 2,",
        "cobertura,COBERTURA-A;COBERTURA-B,COBERTURA-A COBERTURA-B",
        "COBERTURA-B,COBERTURA-A;COBERTURA-B,COBERTURA-B",
        "loja,LOJA 2;COBERTURA 1,LOJA 2"
    })
    void ofSeveralReadingsThoseThatExist(String told, String there, @Nullable String meant) {
        StringBuilder json = new StringBuilder();
        for (String number : there.split(";")) {
            json.append(json.isEmpty() ? "[" : ",")
                    .append("{\"apartment_number\":\"" + number + "\",\"voip_number\":\"7\"}");
        }
        Lookup found = index(json.append("]").toString()).find(1, VisitData.EMPTY.withApartment(told));
        String apartments = "";
        if (found instanceof Lookup.Found one) {
            apartments = one.resident().apartment();
        } else if (found instanceof Lookup.Ambiguous several) {
            assertThat(several.apartments()).hasSizeGreaterThan(1);
            apartments = String.join(" ", several.apartments());
        } else {
            assertThat(found).isEqualTo(new Lookup.NoSuchApartment());
        }
        assertThat(apartments).isEqualTo(meant == null ? "" : meant);
    }

    @Test
    void aNameTellsWhichReadingIsMeant() {
        Index two = index("""
                [{"apartment_number":"123","residents":["Ana"],"voip_number":"1"},
                 {"apartment_number":"1203","residents":["Rui"],"voip_number":"2"}]""");
        VisitData visit = VisitData.EMPTY.withApartment("doze três");
        assertThat(two.find(1, visit.withResidentName("Rui"))).isEqualTo(found("1203", "2"));
        assertThat(two.find(1, visit)).isEqualTo(new Lookup.Ambiguous(List.of("123", "1203")));
    }

    @Test
    void noDirectory() {
        assertThat(index("[]").find(10, VisitData.EMPTY.withApartment("501"))).isEqualTo(new Lookup.NoDirectory());
        Index other = index("[{\"apartment_number\":\"501\",\"voip_number\":\"1\",\"condominium_id\":3}]");
        assertThat(other.find(10, VisitData.EMPTY.withApartment("501"))).isEqualTo(new Lookup.NoDirectory());
    }

    /** 10,000 entries: every number finds itself and nothing else, and none of it takes long. */
    @Test
    void aBigDirectory() {
        String[] first = {
            "Ana", "João", "Maria", "José", "Carlos", "Paula", "Bruno", "Lúcia", "Rafael", "Sônia", "Pedro"
        };
        String[] last = {
            "Silva", "Souza", "Lima", "Prado", "Reis", "Nunes", "Alves", "Dias", "Rocha", "Melo", "Vaz", "Sá"
        };
        Random random = new Random(5);
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < 10_000; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"apartment_number\":\"")
                    .append(100 + i)
                    .append("\",\"residents\":[\"")
                    .append(first[random.nextInt(first.length)])
                    .append(' ')
                    .append(last[random.nextInt(last.length)])
                    .append(' ')
                    .append(last[random.nextInt(last.length)])
                    .append("\",\"Xis ")
                    .append(Integer.toString(i, 26).replaceAll("\\d", "q"))
                    .append("\"],\"voip_number\":")
                    .append(1_000_000 + i)
                    .append(",\"condominium_id\":1}");
        }
        long start = cpuTime();
        Index big = index(json.append("]").toString());
        long loaded = cpuTime();
        for (int i = 0; i < 10_000; i++) {
            String number = Integer.toString(100 + i);
            if (!big.find(1, VisitData.EMPTY.withApartment(number))
                    .equals(found(number, Integer.toString(1_000_000 + i)))) {
                fail(number);
            }
        }
        long byNumber = cpuTime();
        for (int i = 0; i < 1000; i++) {
            String name = i % 2 == 0 ? "João Silva" : "Marcelu Souza";
            if (big.find(1, VisitData.EMPTY.withResidentName(name)) instanceof Lookup.Found) {
                fail(name);
            }
        }
        long byName = cpuTime();
        for (int i = 0; i < 1000; i++) {
            big.find(1, VisitData.EMPTY.withResidentName("Ana Desconhecida"));
        }
        long unknown = cpuTime();
        System.out.printf(
                "directory of 10,000 entries: loaded in %d ms; by number %.1f µs, by name %.1f µs, by a name that fits"
                        + " nobody among 900 of that first name %.1f µs%n",
                (loaded - start) / 1_000_000,
                (byNumber - loaded) / 1e3 / 10_000,
                (byName - byNumber) / 1e3 / 1000,
                (unknown - byName) / 1e3 / 1000);
    }

    /** Of this thread: other programs of a busy machine do not count. */
    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}

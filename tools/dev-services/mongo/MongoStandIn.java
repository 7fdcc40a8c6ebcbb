import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.util.List;

/**
 * A MongoDB for machines without mongod: mongo-java-server under the version that current drivers accept.
 * Usage: java -cp 'jars/*' MongoStandIn.java PORT [FILE]; port 0 takes any free one; without FILE it is in memory.
 */
public class MongoStandIn {
    /** What MongoDB 7.0 reports; drivers refuse a server below wire version 9, and the backend claims 8. */
    private static final MongoVersion VERSION = new MongoVersion() {
        public List<Integer> getVersionArray() {
            return List.of(7, 0, 0, 0);
        }

        public int getWireVersion() {
            return 21;
        }
    };

    public static void main(String[] args) {
        H2Backend backend = args.length > 1 ? new H2Backend(args[1]) : H2Backend.inMemory();
        MongoServer server = new MongoServer(backend.version(VERSION));
        server.bind("127.0.0.1", Integer.parseInt(args[0]));
        // SIGTERM writes what is still in memory to the file; SIGKILL would lose acknowledged writes.
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        System.out.println("MongoStandIn listens on " + server.getLocalAddress().getPort());
    }
}

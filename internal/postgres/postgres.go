// Package postgres runs a PostgreSQL of its own, for tests.
//
// In: the programs of PostgreSQL where a distribution or $PATH has them. Out: addresses of
// empty databases, for as long as the test binary runs. The server is started when the first
// test asks; it lives in a temporary folder and listens on a socket in it, on no port. It does
// not wait for the disk, so it is faster than one that keeps what it is given.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Server is a PostgreSQL. The zero value is ready to be asked; it is safe for concurrent use.
type Server struct {
	mu      sync.Mutex
	folder  string
	lock    *os.File // of the folder
	process *exec.Cmd
	missing string // why there is none
	failed  error  // why it did not start, which is tried once
	schemas int
}

// Run runs tests and ends the server after them; it returns the exit status.
func (s *Server) Run(m interface{ Run() int }) int {
	defer s.stop()
	return m.Run()
}

// Database is the address of an empty database. The test is skipped where PostgreSQL is not
// installed.
func (s *Server) Database(t testing.TB) string {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.process == nil && s.missing == "" && s.failed == nil {
		s.begin()
	}
	if s.failed != nil {
		t.Fatal(s.failed)
	}
	if s.missing != "" {
		t.Skip(s.missing)
	}
	s.schemas++
	schema := fmt.Sprintf("test%d", s.schemas)
	if err := s.create(t.Context(), schema); err != nil {
		t.Fatal(err)
	}
	return s.dsn(schema)
}

// create makes an empty schema.
func (s *Server) create(ctx context.Context, schema string) error {
	conn, err := pgx.Connect(ctx, s.dsn(""))
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	_, err = conn.Exec(ctx, "CREATE SCHEMA "+schema)
	return err
}

func (s *Server) dsn(schema string) string {
	return fmt.Sprintf("postgres://postgres@/postgres?host=%s&search_path=%s", s.folder, schema)
}

// begin starts the server, and leaves nothing behind where it cannot.
func (s *Server) begin() {
	sweep(os.TempDir())
	if s.failed = s.start(); s.failed != nil || s.missing != "" {
		s.stop()
	}
}

// start makes a cluster and runs its server, as another user if we are root, which
// PostgreSQL refuses.
func (s *Server) start() error {
	programs := postgresPrograms()
	if programs == "" {
		s.missing = "PostgreSQL is not installed (Debian: postgresql)"
		return nil
	}
	var err error
	if s.folder, s.lock, err = newFolder(os.TempDir()); err != nil {
		return err
	}
	owner, err := ownedByOther(s.folder)
	if err != nil {
		s.missing = err.Error()
		return nil
	}
	data := filepath.Join(s.folder, "data")
	initdb := exec.Command(filepath.Join(programs, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
	initdb.SysProcAttr, initdb.Dir = owner, s.folder
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	s.process = exec.Command(filepath.Join(programs, "postgres"), "-D", data, "-k", s.folder, "-h", "", "-F")
	s.process.SysProcAttr, s.process.Dir = owner, s.folder
	if err := s.process.Start(); err != nil {
		s.process = nil
		return fmt.Errorf("postgres: %w", err)
	}
	return s.await()
}

// postgresPrograms is the folder of the newest PostgreSQL, "" if there is none.
func postgresPrograms() string {
	folders, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	slices.Sort(folders)
	if path, err := exec.LookPath("initdb"); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			folders = append(folders, filepath.Dir(real))
		}
	}
	if len(folders) == 0 {
		return ""
	}
	return folders[len(folders)-1]
}

// ownedByOther gives a folder to the user postgres if we are root, and says how to run
// programs as that user.
func ownedByOther(folder string) (*syscall.SysProcAttr, error) {
	ends := &syscall.SysProcAttr{Pdeathsig: syscall.SIGQUIT} // with the test binary, even one that is killed
	if os.Getuid() != 0 {
		return ends, nil
	}
	other, err := user.Lookup("postgres")
	if err != nil {
		return nil, errors.New("PostgreSQL does not run as root, and there is no user postgres")
	}
	uid, _ := strconv.Atoi(other.Uid)
	gid, _ := strconv.Atoi(other.Gid)
	ends.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return ends, os.Chown(folder, uid, gid)
}

// startTime is how long a server may take to answer, on a busy machine.
const startTime = time.Minute

// await waits until the server answers.
func (s *Server) await() error {
	var err error
	for end := time.Now().Add(startTime); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		var conn *pgx.Conn
		if conn, err = pgx.Connect(context.Background(), s.dsn("")); err == nil {
			return conn.Close(context.Background())
		}
	}
	return fmt.Errorf("postgres does not answer: %w", err)
}

// stop ends the server and removes its folder.
func (s *Server) stop() {
	if s.process != nil {
		s.process.Process.Signal(syscall.SIGINT) // fast shutdown
		s.process.Wait()
	}
	if s.folder != "" {
		os.RemoveAll(s.folder)
		s.lock.Close()
	}
	s.process, s.folder, s.lock = nil, "", nil
}

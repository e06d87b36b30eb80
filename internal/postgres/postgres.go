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
	process *exec.Cmd
	missing string // why there is none
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
	if s.process == nil && s.missing == "" {
		if err := s.start(); err != nil {
			t.Fatal(err)
		}
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

// start makes a cluster and runs its server, as another user if we are root, which
// PostgreSQL refuses.
func (s *Server) start() error {
	programs := postgresPrograms()
	if programs == "" {
		s.missing = "PostgreSQL is not installed (Debian: postgresql)"
		return nil
	}
	folder, err := os.MkdirTemp("", "postgres")
	if err != nil {
		return err
	}
	s.folder = folder
	owner, err := ownedByOther(folder)
	if err != nil {
		s.missing = err.Error()
		return nil
	}
	data := filepath.Join(folder, "data")
	initdb := exec.Command(filepath.Join(programs, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
	initdb.SysProcAttr, initdb.Dir = owner, folder
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	s.process = exec.Command(filepath.Join(programs, "postgres"), "-D", data, "-k", folder, "-h", "", "-F")
	s.process.SysProcAttr, s.process.Dir = owner, folder
	if err := s.process.Start(); err != nil {
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
	if os.Getuid() != 0 {
		return nil, nil
	}
	other, err := user.Lookup("postgres")
	if err != nil {
		return nil, errors.New("PostgreSQL does not run as root, and there is no user postgres")
	}
	uid, _ := strconv.Atoi(other.Uid)
	gid, _ := strconv.Atoi(other.Gid)
	credential := &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return &syscall.SysProcAttr{Credential: credential, Pdeathsig: syscall.SIGQUIT}, os.Chown(folder, uid, gid)
}

// await waits until the server answers.
func (s *Server) await() error {
	var err error
	for range 200 {
		var conn *pgx.Conn
		if conn, err = pgx.Connect(context.Background(), s.dsn("")); err == nil {
			return conn.Close(context.Background())
		}
		time.Sleep(50 * time.Millisecond)
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
	}
}

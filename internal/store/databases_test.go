package store

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
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// server is the PostgreSQL that the tests run on, started when the first of them needs it.
var server postgresServer

func TestMain(m *testing.M) {
	status := m.Run()
	server.stop()
	os.Exit(status)
}

// both runs a test on an empty database of each kind.
func both(t *testing.T, test func(t *testing.T, s *Store)) {
	databases(t, func(t *testing.T, dsn string) { test(t, open(t, dsn)) })
}

// databases runs a test with the address of a new database of each kind.
func databases(t *testing.T, test func(t *testing.T, dsn string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "a b?#%.db")) })
	t.Run("postgres", func(t *testing.T) { test(t, server.database(t)) })
}

// open is a database, closed when the test ends.
func open(t testing.TB, dsn string) *Store {
	t.Helper()
	s, err := Open(t.Context(), dsn, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// postgresServer is a PostgreSQL in a temporary folder, on a socket in it.
type postgresServer struct {
	folder  string
	process *exec.Cmd
	missing string // why there is none
	count   atomic.Int64
}

// database is the address of an empty schema. The test is skipped where PostgreSQL is not
// installed.
func (p *postgresServer) database(t testing.TB) string {
	t.Helper()
	if p.process == nil && p.missing == "" {
		if err := p.start(); err != nil {
			t.Fatal(err)
		}
	}
	if p.missing != "" {
		t.Skip(p.missing)
	}
	schema := fmt.Sprintf("test%d", p.count.Add(1))
	conn, err := pgx.Connect(t.Context(), p.dsn(""))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	if _, err := conn.Exec(t.Context(), "CREATE SCHEMA "+schema); err != nil {
		t.Fatal(err)
	}
	return p.dsn(schema)
}

func (p *postgresServer) dsn(schema string) string {
	return fmt.Sprintf("postgres://postgres@/postgres?host=%s&search_path=%s", p.folder, schema)
}

// start makes a cluster and runs its server, as another user if we are root, which
// PostgreSQL refuses.
func (p *postgresServer) start() error {
	programs := postgresPrograms()
	if programs == "" {
		p.missing = "PostgreSQL is not installed (Debian: postgresql)"
		return nil
	}
	folder, err := os.MkdirTemp("", "postgres")
	if err != nil {
		return err
	}
	p.folder = folder
	owner, err := ownedByOther(folder)
	if err != nil {
		p.missing = err.Error()
		return nil
	}
	data := filepath.Join(folder, "data")
	initdb := exec.Command(filepath.Join(programs, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
	initdb.SysProcAttr, initdb.Dir = owner, folder
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	p.process = exec.Command(filepath.Join(programs, "postgres"), "-D", data, "-k", folder, "-h", "", "-F")
	p.process.SysProcAttr, p.process.Dir = owner, folder
	if err := p.process.Start(); err != nil {
		return fmt.Errorf("postgres: %w", err)
	}
	return p.await()
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
func (p *postgresServer) await() error {
	var err error
	for range 200 {
		var conn *pgx.Conn
		if conn, err = pgx.Connect(context.Background(), p.dsn("")); err == nil {
			return conn.Close(context.Background())
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("postgres does not answer: %w", err)
}

// stop ends the server and removes its folder.
func (p *postgresServer) stop() {
	if p.process != nil {
		p.process.Process.Signal(syscall.SIGINT) // fast shutdown
		p.process.Wait()
	}
	if p.folder != "" {
		os.RemoveAll(p.folder)
	}
}
